package com.amd.aim.cli.explain;

import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.selection.Candidate;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.NothingFits;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.operator.plan.SelectionReport;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A selection in words that need no manual: what would run and why, every candidate, what would make it better. */
public final class ExplanationText {
    private static final String INDENT = "    ";
    private static final String BULLET = "  - ";
    private static final int CHANGES = 4;

    private final Question question;
    private final Selection answer;
    private final boolean wide;
    private final boolean colours;

    /**
     * Says how.
     *
     * @param wide each candidate in one line, however long
     */
    public ExplanationText(Question question, Selection answer, boolean wide, boolean colours) {
        this.question = question;
        this.answer = answer;
        this.wide = wide;
        this.colours = colours;
    }

    /** All of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(
                switch (answer) {
                    case Chosen chosen -> chosen(chosen);
                    case NothingFits nothing ->
                        Paragraph.of("", INDENT, question.request().modelId() + " cannot run. " + nothing.message());
                });
        lines.addAll(stock(question.stock().inventory()));
        lines.add("");
        lines.add("Every way that was considered, best first:");
        lines.addAll(candidates(answer.candidates()));
        lines.add("");
        lines.addAll(better(new Changes(question, answer).all()));
        return lines;
    }

    private static List<String> chosen(Chosen chosen) {
        String gpus = chosen.gpuCount() + " " + chosen.gpu().name()
                + (chosen.nodes() > 1
                        ? ", %d of each of %d nodes"
                                .formatted(chosen.configuration().gpusPerNode(), chosen.nodes())
                        : chosen.gpuCount() == 1 ? "" : " of one node");
        List<String> lines = Paragraph.of(
                "",
                INDENT,
                "%s would run on %s, with %s in %s."
                        .formatted(
                                chosen.modelId(),
                                gpus,
                                chosen.configuration().backend(),
                                chosen.precision().word()));
        lines.addAll(Paragraph.of(
                "Recipe ",
                INDENT,
                chosen.recipe().name() + ": "
                        + chosen.candidates().getFirst().verdict().reason()));
        return lines;
    }

    private List<String> stock(Inventory inventory) {
        TreeMap<String, List<NodeGpus>> kinds = inventory.nodes().stream()
                .collect(Collectors.groupingBy(NodeGpus::gpu, TreeMap::new, Collectors.toList()));
        String there = kinds.entrySet().stream()
                .map(kind -> "%d %s on %s"
                        .formatted(
                                kind.getValue().stream()
                                        .mapToInt(NodeGpus::allocatable)
                                        .sum(),
                                kind.getKey(),
                                kind.getValue().size() == 1
                                        ? "1 node"
                                        : kind.getValue().size() + " nodes"))
                .collect(Collectors.joining(", "));
        List<String> lines = Paragraph.of(
                "GPUs ",
                INDENT,
                question.stock().place() + ": " + (there.isEmpty() ? "none that can be used" : there) + ".");
        inventory.excluded().stream()
                .map(node -> "Not counted: %s (%s)".formatted(node.node(), node.reason()))
                .forEach(line -> lines.addAll(Paragraph.of(INDENT, INDENT + INDENT, line)));
        return lines;
    }

    private List<String> candidates(List<Candidate> candidates) {
        List<String> headings = new ArrayList<>(List.of("VERDICT", "GPUS", "BACKEND", "PRECISION", "RECIPE"));
        if (wide) {
            headings.add("REASON");
        }
        TextTable table = new TextTable(headings);
        candidates.forEach(candidate -> table.row(row(candidate)));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 0; i < candidates.size(); i++) {
            lines.add(rows.get(i + 1));
            if (!wide) {
                lines.addAll(
                        Paragraph.of(INDENT, INDENT, candidates.get(i).verdict().reason()));
            }
        }
        return lines;
    }

    private List<String> row(Candidate candidate) {
        String verdict = SelectionReport.verdict(candidate.verdict());
        List<String> row = new ArrayList<>(List.of(
                answer.candidates().getFirst().equals(candidate) && answer instanceof Chosen
                        ? Paint.GREEN.on(verdict, colours)
                        : verdict,
                candidate.gpus().shortText(),
                candidate.backend(),
                candidate.precision().word(),
                candidate.recipe()));
        if (wide) {
            row.add(candidate.verdict().reason());
        }
        return row;
    }

    private List<String> better(List<Change> changes) {
        List<String> sentences = new ArrayList<>(
                changes.stream().limit(CHANGES).map(Change::sentence).toList());
        if (changes.size() > CHANGES) {
            sentences.add("%d other kinds of node would do too.".formatted(changes.size() - CHANGES));
        }
        if (answer instanceof Chosen chosen && chosen.recipe().readiness() == Readiness.GENERATED) {
            sentences.add(
                    "A recipe that somebody wrote comes before generated ones: an AIMRecipe, or a file with --catalog.");
        }
        if (sentences.isEmpty()) {
            return answer instanceof Chosen
                    ? Paragraph.of(
                            "", INDENT, "Nothing would be better: it would be the choice with any other GPU there too.")
                    : Paragraph.of("", INDENT, "No GPU that is known would change that.");
        }
        List<String> lines = new ArrayList<>(
                List.of(answer instanceof Chosen ? "What would lead to a better one:" : "What would make it run:"));
        sentences.forEach(sentence -> lines.addAll(Paragraph.of(BULLET, INDENT, sentence)));
        return lines;
    }
}
