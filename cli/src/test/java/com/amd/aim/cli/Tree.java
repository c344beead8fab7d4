package com.amd.aim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the source tree, for tests of what people read and run there. */
public final class Tree {
    private static final Path ROOT = Path.of(System.getProperty("aim.root"));

    private Tree() {}

    public static Path root() {
        return ROOT;
    }

    public static String read(String path) {
        try {
            return Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
