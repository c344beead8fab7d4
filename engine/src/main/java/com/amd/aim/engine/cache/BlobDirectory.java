package com.amd.aim.engine.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The blobs of a repository before a download: what can go, and whether what is to come has room. */
final class BlobDirectory {
    /** A download that is alive writes more often than this. */
    private static final Duration ABANDONED = Duration.ofMinutes(15);

    private final RepositoryLayout layout;
    private final Plan plan;

    BlobDirectory(RepositoryLayout layout, Plan plan) {
        this.layout = layout;
        this.plan = plan;
    }

    /** Makes the directory and deletes what other downloads left unfinished; what this one left is where it continues. */
    void prepare(Instant now) throws IOException {
        Files.createDirectories(layout.blobs());
        Set<Path> ours =
                plan.blobs().stream().map(file -> layout.partial(file.hash())).collect(Collectors.toSet());
        List<Path> abandoned;
        try (Stream<Path> entries = Files.list(layout.blobs())) {
            abandoned = entries.filter(path -> path.getFileName().toString().endsWith(RepositoryLayout.PARTIAL))
                    .filter(path -> !ours.contains(path))
                    .toList();
        }
        for (Path path : abandoned) {
            if (Files.getLastModifiedTime(path).toInstant().isBefore(now.minus(ABANDONED))) {
                Files.deleteIfExists(path);
            }
        }
    }

    /**
     * Sees to it that a download does not begin that cannot end.
     *
     * @throws DownloadException {@link DownloadError#NO_SPACE}
     */
    void requireRoom(DownloadPorts.DiskSpace disk) throws DownloadException, IOException {
        long missing = 0;
        for (HubFile blob : plan.blobs()) {
            missing += Math.max(0, blob.size() - size(layout.blob(blob.hash())) - size(layout.partial(blob.hash())));
        }
        long usable = disk.usable(layout.blobs());
        if (missing > usable) {
            throw new DownloadException(
                    DownloadError.NO_SPACE,
                    "%s needs %s more in %s, which has room for %s: enlarge the volume by at least %s."
                            .formatted(
                                    plan.source().repository(),
                                    ByteSize.text(missing),
                                    layout.root(),
                                    ByteSize.text(usable),
                                    ByteSize.text(missing - usable)));
        }
    }

    private static long size(Path path) throws IOException {
        try {
            return Files.size(path);
        } catch (NoSuchFileException _) {
            return 0;
        }
    }
}
