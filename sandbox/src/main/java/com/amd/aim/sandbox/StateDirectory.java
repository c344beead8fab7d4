package com.amd.aim.sandbox;

import com.amd.aim.sandbox.client.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        if (temporary) {
            DirectoryTree.delete(path);
        }
    }
}
