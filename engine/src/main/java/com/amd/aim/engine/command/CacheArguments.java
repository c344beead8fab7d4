package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.model.HubSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model, in which directory: what the commands about caches have in common. */
final class CacheArguments {
    private static final Path DEFAULT_DIRECTORY = Path.of("/workspace/model-cache");

    @Mixin
    HelpOption help = new HelpOption();

    @Parameters(paramLabel = "SOURCE", description = "hf://org/name or hf://org/name@revision")
    String source = "";

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "A branch, tag or commit, where SOURCE names none. Default: " + HubSource.DEFAULT_REVISION)
    @Nullable String revision;

    @Option(
            names = "--expect-revision",
            paramLabel = "COMMIT",
            description =
                    "The commit that an earlier plan found: the one to use, whatever the revision stands for now.")
    @Nullable String expectedRevision;

    @Option(
            names = "--cache-dir",
            paramLabel = "DIR",
            description = "The cache directory. Default: HF_HUB_CACHE, else /workspace/model-cache")
    @Nullable Path cacheDirectory;

    @Option(
            names = "--termination-log",
            paramLabel = "FILE",
            description = "Leave the result there as one line of JSON; in a pod /dev/termination-log.")
    @Nullable Path terminationLog;

    /**
     * The repository and the requested revision.
     *
     * @throws DownloadException {@link DownloadError#INVALID_SOURCE}
     */
    HubSource source() throws DownloadException {
        refuse(HubSource.problem(source));
        HubSource parsed = HubSource.parse(source);
        if (revision == null) {
            return parsed;
        }
        if (source.contains("@") && !parsed.revision().equals(revision)) {
            refuse(Optional.of(
                    "Source %s and --revision %s name two revisions: give one.".formatted(source, revision)));
        }
        refuse(HubSource.problem(parsed.repository(), revision));
        return new HubSource(parsed.repository(), revision);
    }

    private static void refuse(Optional<String> problem) throws DownloadException {
        if (problem.isPresent()) {
            throw new DownloadException(DownloadError.INVALID_SOURCE, problem.get());
        }
    }

    /**
     * The pinned commit; null when none is.
     *
     * @throws DownloadException {@link DownloadError#INVALID_SOURCE}
     */
    @Nullable String expectedCommit() throws DownloadException {
        if (expectedRevision != null && !HubSource.isCommit(expectedRevision)) {
            refuse(Optional.of(
                    "--expect-revision \"%s\" is not a commit of 40 hexadecimal digits.".formatted(expectedRevision)));
        }
        return expectedRevision;
    }

    /** The directory to open. */
    Path directory(ContainerEnvironment environment) {
        String variable = environment.env().getOrDefault("HF_HUB_CACHE", "");
        Path byEnvironment = variable.isBlank() ? DEFAULT_DIRECTORY : Path.of(variable);
        return environment.paths().apply(cacheDirectory == null ? byEnvironment : cacheDirectory);
    }
}
