package com.amd.aim.cli.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * What commands of the documents find in the source tree: the examples, and a {@code ./aim} that is the one under test. The real
 * launcher would start a build in the middle of a build.
 */
public final class PlantedTree {
    private PlantedTree() {}

    /** Plants it in an empty folder. */
    public static Path in(Path folder) throws IOException {
        Path examples = Path.of(System.getProperty("aim.root"), "examples");
        Path planted = Files.createDirectory(folder.resolve("examples"));
        try (Stream<Path> files = Files.list(examples)) {
            for (Path file : files.toList()) {
                Files.copy(file, planted.resolve(file.getFileName()));
            }
        }
        Path aim = Files.writeString(folder.resolve("aim"), """
                #!/bin/sh
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' com.amd.aim.cli.Aim "$@"
                """.formatted(
                        System.getProperty("java.home"), System.getProperty("java.class.path")));
        Files.setPosixFilePermissions(aim, PosixFilePermissions.fromString("rwx------"));
        return folder;
    }
}
