package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.client.DirectoryTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a sandbox keeps its files: a directory that was given and stays, or one of its own that goes with it. */
public record StateDirectory(Path path, boolean temporary) implements AutoCloseable {

    /**
     * Makes the directory.
     *
     * @param given null: a temporary one
     * @throws IOException when it cannot be made
     */
    public static StateDirectory of(@Nullable Path given) throws IOException {
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
