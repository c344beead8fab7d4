package com.amd.aim.engine.cache;

import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says within milliseconds whether a model is complete on disk: the marker is there, and every file it lists has its name, its size and
 * the right blob. It reads no contents and no network, so a server's pod can run it at each start, also on a read-only mount.
 */
public final class QuickVerify {
    private final Path cacheDirectory;

    public QuickVerify(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
    }

    /**
     * Looks at a model.
     *
     * @param source the repository and the revision that an engine will ask this cache for
     * @param expectedCommit the commit that the revision must stand for; null accepts any
     * @throws IOException when the directory cannot be read, which says nothing about its content
     */
    public Verification verify(HubSource source, @Nullable String expectedCommit) throws IOException {
        RepositoryLayout layout = RepositoryLayout.of(cacheDirectory, source.repository());
        Optional<String> commit = layout.commit(source.revision());
        if (commit.isEmpty()) {
            return new Verification.Incomplete("revision %s has not been downloaded".formatted(source.revision()));
        }
        if (expectedCommit != null && !commit.get().equals(expectedCommit)) {
            return new Verification.Damaged(List.of("revision %s stands for commit %s, not %s"
                    .formatted(source.revision(), commit.get(), expectedCommit)));
        }
        return verify(layout, source.repository(), commit.get());
    }

    /** Looks at one commit, whatever revisions stand for it. */
    Verification verifyCommit(String repository, String commit) throws IOException {
        return verify(RepositoryLayout.of(cacheDirectory, repository), repository, commit);
    }

    private static Verification verify(RepositoryLayout layout, String repository, String commit) throws IOException {
        String text;
        try {
            text = Files.readString(layout.marker(commit));
        } catch (NoSuchFileException _) {
            return new Verification.Incomplete("commit %s has no completion marker".formatted(commit));
        }
        CompletionMarker marker;
        try {
            marker = CompletionMarker.parse(text);
        } catch (IOException e) {
            return new Verification.Damaged(List.of("the completion marker cannot be read: " + e.getMessage()));
        }
        if (!marker.repository().equals(repository) || !marker.commit().equals(commit)) {
            return new Verification.Damaged(
                    List.of("the completion marker is for %s at %s".formatted(marker.repository(), marker.commit())));
        }
        List<String> problems = problems(layout, commit, marker.files());
        return problems.isEmpty() ? new Verification.Complete(marker) : new Verification.Damaged(problems);
    }

    /** What is wrong with these files in a snapshot, each the end of a sentence. */
    static List<String> problems(RepositoryLayout layout, String commit, List<HubFile> files) {
        return files.stream()
                .flatMap(file -> problem(layout, commit, file).stream())
                .toList();
    }

    private static Optional<String> problem(RepositoryLayout layout, String commit, HubFile file) {
        Path path = layout.snapshot(commit).resolve(file.path());
        try {
            if (!Files.isRegularFile(path)) {
                return Optional.of(file.path() + " is missing");
            }
            if (!path.toRealPath().getFileName().toString().equals(file.hash().hex())) {
                return Optional.of(file.path() + " is another blob than it was");
            }
            long size = Files.size(path);
            return size == file.size()
                    ? Optional.empty()
                    : Optional.of("%s has %d bytes instead of %d".formatted(file.path(), size, file.size()));
        } catch (IOException e) {
            return Optional.of("%s cannot be read: %s".formatted(file.path(), e));
        }
    }
}
