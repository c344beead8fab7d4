package com.amd.aim.engine.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Programs are run")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ProcessRunnerTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("from PATH, with what they print, and without a shell")
    void printed() throws IOException {
        program("tool", "echo \"$1\"; cat; echo noise >&2");

        assertThat(run("tool", "; $(exit 3) *")).isEqualTo(new CommandRunner.Result.Printed("; $(exit 3) *\n"));
    }

    @Test
    @DisplayName("from ROCm's folder, which PATH need not have")
    void rocm() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("rocm/bin"));
        Files.move(program("amd-smi", "echo here"), bin.resolve("amd-smi"));

        CommandRunner runner =
                new ProcessRunner(Map.of("ROCM_PATH", folder.resolve("rocm").toString()), Duration.ofMinutes(1));

        assertThat(runner.run(List.of("amd-smi"))).isEqualTo(new CommandRunner.Result.Printed("here\n"));
    }

    @Test
    @DisplayName("not at all where there are none")
    void absent() {
        assertThat(run("no-such-tool")).isEqualTo(new CommandRunner.Result.Absent());
    }

    @Test
    @DisplayName("and what they complain about last is kept when they fail")
    void failed() throws IOException {
        program("tool", "echo lost; echo first >&2; echo last >&2; exit 3");
        program("silent", "exit 4");

        assertThat(run("tool")).isEqualTo(new CommandRunner.Result.Failed("ends with status 3: last"));
        assertThat(run("silent")).isEqualTo(new CommandRunner.Result.Failed("ends with status 4"));
    }

    @Test
    @DisplayName("and ended when they hang, with all that they have started")
    void hanging() throws IOException {
        Path pids = folder.resolve("pids");
        program("tool", "echo $$ > " + pids + "; sleep 600 & echo $! >> " + pids + "; wait");

        CommandRunner runner = new ProcessRunner(Map.of("PATH", folder.toString()), Duration.ofSeconds(2));

        assertThat(runner.run(List.of("tool"))).isEqualTo(new CommandRunner.Result.Failed("does not end within 2 s"));
        assertThat(Files.readAllLines(pids))
                .hasSize(2)
                .allSatisfy(pid -> await().until(() -> ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty()));
    }

    @Test
    @DisplayName("and an endless output is not kept")
    void endless() throws IOException {
        program("tool", "head -c 20000000 /dev/zero");

        assertThat(run("tool"))
                .isInstanceOfSatisfying(
                        CommandRunner.Result.Printed.class,
                        printed -> assertThat(printed.text()).hasSize(8 << 20));
    }

    @Test
    @DisplayName("and one whose interpreter is missing is said not to start")
    void notStarted() throws IOException {
        Files.writeString(program("tool", ""), "#!/no/such/python3\n");

        assertThat(run("tool"))
                .isInstanceOfSatisfying(
                        CommandRunner.Result.Failed.class,
                        failed -> assertThat(failed.why()).startsWith("cannot be started: "));
    }

    private CommandRunner.Result run(String... command) {
        return new ProcessRunner(Map.of("PATH", folder.toString()), Duration.ofMinutes(1)).run(List.of(command));
    }

    private Path program(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
