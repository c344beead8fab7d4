package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.QuickVerify;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.engine.cache.Verification;
import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code aim cache verify}: whether a cache directory holds a model, asked before each start of a server. Exit codes are those of
 * {@link ExitCode}; a cache that is not complete ends with {@link ExitCode#LASTING} and {@link DownloadError#CORRUPT}.
 */
@Command(
        name = "verify",
        description = "Check without a network that a cache directory holds a model completely.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:complete",
            "1:the directory cannot be read; trying again may help",
            "2:wrong command line",
            "3:not complete, or not what was downloaded"
        })
public final class CacheVerifyCommand implements Callable<Integer> {
    private static final int PROBLEMS_TOLD = 3;

    private final ContainerEnvironment environment;

    @Mixin
    CacheArguments cache = new CacheArguments();

    @Option(
            names = "--quick",
            required = true,
            description = "Compare the marker, names and sizes; contents are not read.")
    boolean quick;

    public CacheVerifyCommand(ContainerEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return new Outcome(environment, cache.terminationLog).of(this::verify);
    }

    private TerminationMessage verify() throws DownloadException {
        HubSource source = cache.source();
        Path directory = cache.directory(environment);
        try {
            return switch (new QuickVerify(directory).verify(source, cache.expectedCommit())) {
                case Verification.Complete complete -> complete.result();
                case Verification.Incomplete incomplete -> throw corrupt(source, incomplete.reason());
                case Verification.Damaged damaged -> throw corrupt(source, told(damaged.problems()));
            };
        } catch (IOException e) {
            throw new DownloadException(
                    DownloadError.INTERNAL, "Cache directory %s cannot be read: %s.".formatted(directory, e), e);
        }
    }

    private DownloadException corrupt(HubSource source, String why) {
        return new DownloadException(
                DownloadError.CORRUPT,
                "The cache does not hold %s: %s; download it again.".formatted(source.repository(), why));
    }

    private static String told(List<String> problems) {
        String first = problems.stream().limit(PROBLEMS_TOLD).collect(Collectors.joining(", "));
        int more = problems.size() - PROBLEMS_TOLD;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }
}
