package com.amd.aim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench/selection}: how long one selection takes, and how that grows with nodes and recipes. */
@Command(
        name = "selection",
        mixinStandardHelpOptions = true,
        description = "Measures one selection over 500 and 5,000 nodes, 50 and 500 recipes.")
final class Selections implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where selection.md goes.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException, RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(SelectionBenchmark.class.getName())
                        .build())
                .run();
        double smallest = results.stream()
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .min()
                .orElseThrow();
        StringBuilder table =
                new StringBuilder("| nodes | recipes | one selection, µs | ÷ smallest |\n|---:|---:|---:|---:|\n");
        for (RunResult result : results) {
            double score = result.getPrimaryResult().getScore();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.0f | %.1f |%n",
                    result.getParams().getParam("nodes"),
                    result.getParams().getParam("recipes"),
                    score,
                    score / smallest));
        }
        Files.createDirectories(out);
        Files.writeString(out.resolve("selection.md"), table);
        System.out.print(table);
        return 0;
    }
}
