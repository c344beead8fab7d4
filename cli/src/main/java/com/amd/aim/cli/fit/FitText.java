package com.amd.aim.cli.fit;

import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.Gibibytes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The answers for people. */
public final class FitText {
    private static final String INDENT = "    ";
    private static final String UNKNOWN = "-";

    private final FitQuestion question;
    private final boolean wide;

    /**
     * Says how.
     *
     * @param wide with the repository of each checkpoint, and why what does not fit does not
     */
    public FitText(FitQuestion question, boolean wide) {
        this.question = question;
        this.wide = wide;
    }

    /** One way with all parts of a GPU's memory. */
    public List<String> detail(Way way) {
        Fit fit = way.fit();
        List<String> lines = new ArrayList<>(Paragraph.of(
                "",
                INDENT,
                "%s in %s on %s: %s"
                        .formatted(
                                question.model().id(),
                                way.checkpoint().precision().word(),
                                way.gpus().text(),
                                way.obstacle()
                                        .map(why -> "it does not fit. " + why)
                                        .orElse("it fits."))));
        lines.add("Of each GPU:");
        parts(fit).lines().stream().skip(1).forEach(line -> lines.add(INDENT + line));
        OptionalLong room = way.fits() ? fit.concurrency() : OptionalLong.empty();
        room.ifPresent(requests -> lines.add("Room for %d %s of %d tokens at once, or for one of %d."
                .formatted(
                        requests,
                        requests == 1 ? "request" : "requests",
                        fit.contextTokens(),
                        fit.maxContext().orElse(0))));
        fit.longestContext()
                .ifPresent(longest -> lines.add("The model's own longest context is %d.".formatted(longest)));
        return lines;
    }

    private static TextTable parts(Fit fit) {
        Fit.PerGpu gpu = fit.gpu();
        double share = 100.0 * gpu.capacityBytes() / gpu.memoryBytes();
        TextTable parts = new TextTable(List.of("", ""))
                .row(List.of("memory", Gibibytes.text(gpu.memoryBytes())))
                .row(List.of(
                        "the engine may use", "%s (%.0f %%)".formatted(Gibibytes.text(gpu.capacityBytes()), share)))
                .row(List.of(
                        "- weights", fit.weightsBytes().isEmpty() ? "not known" : Gibibytes.text(gpu.weightsBytes())))
                .row(List.of("- activations, graphs, buffers", Gibibytes.text(gpu.overheadBytes())))
                .row(List.of("= left for the KV cache", Gibibytes.text(Math.max(0, gpu.kvCacheBytes()))));
        long tokens = fit.contextTokens();
        fit.kv()
                .ifPresent(kv -> parts.row(
                        List.of("KV cache of one request of " + tokens + " tokens", Gibibytes.text(kv.bytes(tokens)))));
        return parts;
    }

    /** Many ways as a table. */
    public List<String> table(List<Way> ways) {
        List<String> headings = new ArrayList<>(
                List.of("PRECISION", "GPUS", "FITS", "WEIGHTS", "OVERHEAD", "KV CACHE", "MAX CONTEXT", "REQUESTS"));
        if (wide) {
            headings.addAll(List.of("CHECKPOINT", "REASON"));
        }
        TextTable table = new TextTable(headings);
        ways.forEach(way -> table.row(row(way)));
        List<String> lines = new ArrayList<>(table.lines());
        ways.stream()
                .map(way -> way.fit().contextTokens())
                .findFirst()
                .ifPresent(tokens -> lines.addAll(Paragraph.of(
                        "",
                        "",
                        "Memory is of each %s; REQUESTS is how many of %d tokens are served at once. --gpu-count shows one in parts."
                                .formatted(question.gpu().name(), tokens))));
        if (!wide) {
            // that it does not fit is seen in the table
            ways.stream()
                    .flatMap(way -> way.forbidden().stream())
                    .distinct()
                    .forEach(why -> lines.addAll(Paragraph.of("", INDENT, "No: " + why)));
        }
        return lines;
    }

    private List<String> row(Way way) {
        Fit fit = way.fit();
        boolean fits = way.fits();
        List<String> row = new ArrayList<>(List.of(
                way.checkpoint().precision().word(),
                way.gpus().shortText(),
                fits ? "yes" : "no",
                fit.weightsBytes().isEmpty()
                        ? UNKNOWN
                        : Gibibytes.text(fit.gpu().weightsBytes()),
                Gibibytes.text(fit.gpu().overheadBytes()),
                fit.holdsWeights() ? Gibibytes.text(fit.gpu().kvCacheBytes()) : UNKNOWN,
                fits ? shown(fit.maxContext()) : UNKNOWN,
                fits ? shown(fit.concurrency()) : UNKNOWN));
        if (wide) {
            row.addAll(List.of(way.checkpoint().repository(), way.obstacle().orElse(UNKNOWN)));
        }
        return row;
    }

    private static String shown(OptionalLong number) {
        return number.isPresent() ? String.valueOf(number.getAsLong()) : UNKNOWN;
    }
}
