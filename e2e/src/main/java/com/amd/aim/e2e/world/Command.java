package com.amd.aim.e2e.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that ran to its end.
 *
 * @param exitCode its own
 * @param out what it printed
 * @param err what it complained
 */
public record Command(int exitCode, String out, String err) {

    /** Runs a program, with an input if there is one. */
    public static Command run(@Nullable String input, List<String> words) {
        try {
            Path out = Files.createTempFile("command", ".out");
            Path err = Files.createTempFile("command", ".err");
            try {
                Process process = new ProcessBuilder(words)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                try (var stdin = process.getOutputStream()) {
                    if (input != null) {
                        stdin.write(input.getBytes(StandardCharsets.UTF_8));
                    }
                }
                return new Command(process.waitFor(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + words.getFirst() + " ran", e);
        }
    }

    /** Runs the aim of this tree, in a process of its own: its first start builds, and moves jars that tests have open. */
    public static Command aim(List<String> words) {
        List<String> all = new ArrayList<>(List.of(Cluster.root().resolve("aim").toString()));
        all.addAll(words);
        return run(null, all);
    }

    /** Itself; a failure is an error of the test. */
    public Command succeeded() {
        if (exitCode != 0) {
            throw new AssertionError("exit code " + exitCode + "\n" + out + err);
        }
        return this;
    }
}
