package com.amd.aim.cli.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Types commands as a reader of a document does.
 *
 * @param folder where
 * @param environment over this process's
 * @param output a file for what is printed
 */
public record Shell(Path folder, Map<String, String> environment, Path output) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Runs a block; a command that fails ends it, and is an error of the test. Returns what was printed. */
    public String run(CommandBlock block) {
        Process process = start(block);
        assertThat(process.onExit().join().exitValue())
                .as("%s%n%s", block.text(), printed())
                .isZero();
        return printed();
    }

    /** Runs a command that goes on until it has printed something, then presses Ctrl-C. */
    public String runUntil(CommandBlock block, String last) {
        Process process = start(block);
        try {
            await(block.text())
                    .atMost(PATIENCE)
                    .failFast(() -> assertThat(process.isAlive()).as(printed()).isTrue())
                    .until(() -> printed().contains(last));
        } finally {
            interrupt(process);
            process.onExit().join();
        }
        return printed();
    }

    private Process start(CommandBlock block) {
        // a single command takes the shell's place, and with it its signals
        List<String> command = block.isEndless()
                ? List.of("bash", "-c", "exec " + block.text())
                : List.of("bash", "-euo", "pipefail", "-c", block.text());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void interrupt(Process process) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            process.destroy();
            throw new UncheckedIOException(e);
        }
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
