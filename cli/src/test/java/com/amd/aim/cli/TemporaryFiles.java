package com.amd.aim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What commands of this process have in the folder for temporary files, which no other process uses. */
public final class TemporaryFiles {
    private static final Path FOLDER = Path.of(System.getProperty("java.io.tmpdir"));

    private TemporaryFiles() {}

    public static Set<Path> now() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith("aim"))
                    .collect(Collectors.toSet());
        }
    }
}
