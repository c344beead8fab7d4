package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Reading a catalogue from a jar")
class InterruptedCatalogTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("ends when its thread is interrupted, and does not take the rest for absent")
    void interrupted() throws IOException {
        Path jar = folder.resolve("catalog.jar");
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of("create", "true"))) {
            Files.createDirectories(files.getPath("/hardware"));
            Files.writeString(files.getPath("/hardware/a.yaml"), "name: A");
        }
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> Catalog.read(files.getPath("/")))
                    .hasCauseInstanceOf(ClosedByInterruptException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
