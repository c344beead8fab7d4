package com.amd.aim.cli.placement;

import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.engine.selection.GpuAmount;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A plan for people: a row for each service, below it why it is not placed, then what is left. */
public final class PlanText {
    private static final String INDENT = "    ";
    private static final String NONE = "-";

    private final boolean wide;
    private final boolean colours;

    /** @param wide breaks no sentence, and shows more columns */
    public PlanText(boolean wide, boolean colours) {
        this.wide = wide;
        this.colours = colours;
    }

    /** The lines of both tables. */
    public List<String> lines(Plan plan) {
        List<String> headings = new ArrayList<>(List.of("SERVICE", "MODEL", "GPUS", "PLACED", "ON"));
        if (wide) {
            headings.addAll(List.of("RECIPE", "BACKEND", "PRECISION"));
        }
        TextTable table = new TextTable(headings);
        plan.services().forEach(service -> table.row(row(service)));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 0; i < plan.services().size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(why(plan.services().get(i)));
        }
        lines.add("");
        lines.addAll(left(plan));
        return lines;
    }

    private List<String> row(Placement service) {
        String placed = service.placed() + "/" + service.replicas();
        List<String> row = new ArrayList<>(List.of(
                service.fullName(),
                service.modelId(),
                service.gpus().map(GpuAmount::shortText).orElse(NONE),
                (service.isWhole() ? Paint.GREEN : Paint.RED).on(placed, colours),
                service.on().isEmpty()
                        ? NONE
                        : service.on().stream()
                                .map(on -> on.replicas() == 1 ? on.node() : on.node() + " (" + on.replicas() + ")")
                                .collect(Collectors.joining(", "))));
        if (wide) {
            row.add(Objects.requireNonNullElse(service.recipe(), NONE));
            row.add(Objects.requireNonNullElse(service.backend(), NONE));
            row.add(Objects.requireNonNullElse(service.precision(), NONE));
        }
        return row;
    }

    private List<String> why(Placement service) {
        String reason = service.reason();
        if (reason == null) {
            return List.of();
        }
        return wide ? List.of(INDENT + reason) : Paragraph.of(INDENT, INDENT, reason);
    }

    private static List<String> left(Plan plan) {
        if (plan.left().isEmpty()) {
            return List.of("There are no GPUs.");
        }
        TextTable table = new TextTable(List.of("NODE", "GPU", "LEFT"));
        plan.left().forEach(left -> table.row(List.of(left.node(), left.gpu(), left.free() + " of " + left.of())));
        return table.lines();
    }
}
