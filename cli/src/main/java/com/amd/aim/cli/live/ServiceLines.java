package com.amd.aim.cli.live;

import com.amd.aim.cli.status.ServiceView;
import com.amd.aim.cli.status.StatusTable;
import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Services as rows of a table with as many columns as there is room for, and below each row what else there is room for. */
final class ServiceLines {
    private static final String INDENT = "  ";
    /** Phases in which a service needs no explanation. */
    private static final Set<String> PLAIN = Stream.of(Phase.Serving, Phase.Caching, Phase.Starting, Phase.Stopped)
            .map(Enum::name)
            .collect(Collectors.toUnmodifiableSet());

    /** What stands below a row; each has what those before it have. */
    enum Detail {
        NOTHING,
        DOWNLOADS,
        REASONS,
        EVERYTHING
    }

    private record Column(String heading, Function<Row, String> cell) {}

    private final List<Row> rows;
    private final Space space;
    private final List<Column> columns;

    ServiceLines(List<Row> rows, Space space) {
        this.rows = rows;
        this.space = space;
        List<Column> all = columns();
        int count = all.size();
        while (count > 1 && !fits(table(all.subList(0, count)))) {
            count--;
        }
        this.columns = all.subList(0, count);
    }

    List<String> lines(Detail detail) {
        List<String> table = table(columns);
        List<String> lines = new ArrayList<>(List.of(table.getFirst()));
        for (int i = 0; i < rows.size(); i++) {
            lines.add(table.get(i + 1));
            lines.addAll(below(rows.get(i), detail));
        }
        return lines;
    }

    private List<Column> columns() {
        int longestName = Math.max(10, space.width() * 2 / 5);
        return List.of(
                new Column("SERVICE", row -> cut(row.service().name(), longestName)),
                new Column("PHASE", row -> StatusTable.phase(row.service().phase(), space.colours())),
                new Column("GPUS", row -> shown(row.service().gpus())),
                new Column(
                        "CACHE",
                        row -> Optional.ofNullable(row.service().cache())
                                .map(ServiceView.CacheUse::state)
                                .orElse("-")),
                new Column("READY", row -> row.service().ready()),
                new Column("MODEL", row -> row.service().model()),
                new Column("RECIPE", row -> shown(row.service().recipe())));
    }

    private List<String> table(List<Column> of) {
        TextTable table = new TextTable(of.stream().map(Column::heading).toList());
        rows.forEach(row ->
                table.row(of.stream().map(column -> column.cell.apply(row)).toList()));
        return table.lines();
    }

    private boolean fits(List<String> lines) {
        return lines.stream().allMatch(line -> Paint.width(line) <= space.width());
    }

    private List<String> below(Row row, Detail detail) {
        List<String> lines = new ArrayList<>();
        ServiceView service = row.service();
        if (detail == Detail.EVERYTHING) {
            lines.addAll(paragraph(facts(row)));
        }
        if (detail.compareTo(Detail.DOWNLOADS) >= 0) {
            row.transfer()
                    .filter(Transfer::isRunning)
                    .ifPresent(transfer -> transfer.text(space.width() - INDENT.length())
                            .forEach(line -> lines.addAll(paragraph(line))));
        }
        if (detail.compareTo(Detail.REASONS) >= 0 && !PLAIN.contains(service.phase())) {
            lines.addAll(paragraph(service.message()));
            if (service.nextStep() != null) {
                lines.addAll(paragraph("Next: " + service.nextStep()));
            }
        }
        return lines;
    }

    /** What the table has no column for. */
    private String facts(Row row) {
        ServiceView service = row.service();
        Set<String> inTable = columns.stream().map(Column::heading).collect(Collectors.toSet());
        String cache = Optional.ofNullable(service.cache())
                .map(ServiceView.CacheUse::name)
                .map(name -> "cache " + name
                        + row.transfer()
                                .map(transfer -> " of " + transfer.size())
                                .orElse(""))
                .orElse(null);
        return Stream.of(
                        inTable.contains("MODEL") ? null : service.model(),
                        inTable.contains("RECIPE") || service.recipe() == null ? null : "recipe " + service.recipe(),
                        cache,
                        service.endpoint())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private List<String> paragraph(String text) {
        return text.isEmpty() ? List.of() : Paragraph.within(space.width(), INDENT, INDENT, text);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 1) + "\u2026";
    }

    private static String shown(@Nullable String cell) {
        return cell == null ? "-" : cell;
    }
}
