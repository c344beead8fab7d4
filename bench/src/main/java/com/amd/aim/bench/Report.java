package com.amd.aim.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rounds as a table for people, one column each, and as JSON lines. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Result> results;

    Report(List<Result> results) {
        this.results = List.copyOf(results);
    }

    void write(Path table, Path lines) throws IOException {
        Files.createDirectories(table.getParent());
        Files.writeString(table, table());
        Files.writeString(lines, results.stream().map(Report::line).collect(Collectors.joining()));
    }

    /** In Markdown, so that it can be shown as it is. */
    String table() {
        StringBuilder table = new StringBuilder();
        row(table, "", result -> result.count() + " " + result.load());
        row(table, "---", _ -> "---:");
        row(table, "all created, s", result -> number(result.created()));
        row(table, "all workloads exist, s", result -> number(result.workloads()));
        row(table, "all settled, s", result -> number(result.settled()));
        row(table, "the same writes by a bare loop, s", limit(BareLoop.Took::all));
        row(
                table,
                "settled ÷ bare loop",
                result -> Optional.ofNullable(result.limit())
                        .map(limit -> number(result.settled() / limit.all()))
                        .orElse("–"));
        row(table, "reconciles for each", result -> number(result.reconciles() / result.count()));
        row(table, "requests for each", result -> each(result.requests().all(), result));
        row(table, "writes for each", result -> each(result.requests().writes(), result));
        kinds(table);
        row(table, "answered with an error", result -> "" + result.requests().refused());
        row(table, "CPU, s", result -> number(result.cpu()));
        row(table, "CPU for each, ms", result -> number(1000 * result.cpu() / result.count()));
        row(table, "RSS, MB (peak)", result -> "%d (%d)".formatted(result.rssMb(), result.peakRssMb()));
        row(
                table,
                "create to Deployment, idle, p50 / p99, ms",
                result -> Optional.ofNullable(result.latency())
                        .map(latency -> latency.p50() + " / " + latency.p99())
                        .orElse("–"));
        row(
                table,
                "restart, s (CPU)",
                result -> "%s (%s)"
                        .formatted(
                                number(result.restart().seconds()),
                                number(result.restart().cpu())));
        row(
                table,
                "restart, requests / writes",
                result -> result.restart().requests().all() + " / "
                        + result.restart().requests().writes());
        return table.toString();
    }

    /** The writes, by what was written. */
    private void kinds(StringBuilder table) {
        results.stream()
                .flatMap(result -> result.requests().byKind().keySet().stream())
                .filter(kind -> !kind.matches("(get|list|watch) .*"))
                .distinct()
                .sorted()
                .forEach(kind -> row(
                        table,
                        "– " + kind,
                        result -> each(result.requests().byKind().getOrDefault(kind, 0L), result)));
    }

    private void row(StringBuilder table, String head, Function<Result, String> cell) {
        table.append("| ").append(head);
        results.forEach(result -> table.append(" | ").append(cell.apply(result)));
        table.append(" |\n");
    }

    private static Function<Result, String> limit(Function<BareLoop.Took, Double> part) {
        return result -> Optional.ofNullable(result.limit())
                .map(part)
                .map(Report::number)
                .orElse("–");
    }

    private static String each(long all, Result result) {
        return number((double) all / result.count());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String line(Result result) {
        try {
            return JSON.writeValueAsString(result) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record that is not JSON", e);
        }
    }
}
