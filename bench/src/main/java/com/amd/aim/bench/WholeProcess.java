package com.amd.aim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command whose process is started again and again, and how long it took each time. */
final class WholeProcess {
    private final String name;
    private final List<String> command;
    private final @Nullable String arrival;
    private final List<Double> millis = new ArrayList<>();

    private WholeProcess(String name, List<String> command, @Nullable String arrival) {
        this.name = name;
        this.command = command;
        this.arrival = arrival;
    }

    /** Measured from its start to its end. */
    static WholeProcess untilItEnds(String name, String... command) {
        return new WholeProcess(name, List.of(command), null);
    }

    /** Measured from its start to the first line that holds these words; it then runs on to its end. */
    static WholeProcess untilItSays(String words, String name, String... command) {
        return new WholeProcess(name, List.of(command), words);
    }

    /**
     * Starts it once more.
     *
     * @throws IOException when there is no such program
     * @throws IllegalStateException when it fails, or ends without the words
     */
    void run() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        long arrived = arrival == null ? 0 : awaitWords(process, arrival);
        process.getInputStream().readAllBytes();
        int exitCode = process.waitFor();
        if (exitCode != 0 || (arrival != null && arrived == 0)) {
            throw new IllegalStateException("%s ended with %d.".formatted(String.join(" ", command), exitCode));
        }
        millis.add(((arrived == 0 ? System.nanoTime() : arrived) - start) / 1e6);
    }

    String name() {
        return name;
    }

    /** Of all runs so far, in milliseconds. */
    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    double fastest() {
        return Collections.min(millis);
    }

    double slowest() {
        return Collections.max(millis);
    }

    private static long awaitWords(Process process, String words) throws IOException {
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.contains(words)) {
                return System.nanoTime();
            }
        }
        return 0;
    }
}
