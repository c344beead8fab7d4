package com.amd.aim.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a sandbox keeps its files: a directory that was given and stays, or one of its own that goes with it. */
record StateDirectory(Path path, boolean temporary) implements AutoCloseable {

    static StateDirectory of(@Nullable Path given) throws IOException {
        return given == null
                ? new StateDirectory(Files.createTempDirectory("aim-sandbox-"), true)
                : new StateDirectory(Files.createDirectories(given).toAbsolutePath(), false);
    }

    @Override
    public void close() throws IOException {
        if (!temporary) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(path)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }
}
