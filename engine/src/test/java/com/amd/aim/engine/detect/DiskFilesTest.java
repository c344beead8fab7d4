package com.amd.aim.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A machine's files")
class DiskFilesTest {
    @TempDir
    private Path root;

    @Test
    @DisplayName("are listed with numbers in their order, and what is missing is absent")
    void names() throws IOException {
        for (String name : new String[] {"10", "9", "1", "renderD128", "renderD9", "card"}) {
            Files.writeString(Files.createDirectories(root.resolve("sys")).resolve(name), name);
        }
        DiskFiles files = new DiskFiles(root);

        assertThat(files.names("/sys")).containsExactly("1", "9", "10", "card", "renderD9", "renderD128");
        assertThat(files.text("/sys/9")).contains("9");
        assertThat(files.access("/sys/9")).isEqualTo(Access.OPEN);
        assertThat(files.group("/sys/9")).isPresent();
        assertThat(files.names("/proc")).isEmpty();
        assertThat(files.text("/sys")).isEmpty();
        assertThat(files.access("/proc")).isEqualTo(Access.MISSING);
        assertThat(files.group("/proc")).isEmpty();
    }
}
