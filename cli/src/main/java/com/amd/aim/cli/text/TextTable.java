package com.amd.aim.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Columns as wide as their widest cell. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(List<String> headings) {
        rows.add(List.copyOf(headings));
    }

    /** Adds a row with a cell for each heading. */
    public TextTable row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The headings and then each row as a line, without blanks at its end. */
    public List<String> lines() {
        List<Integer> widths = widths();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            int at = column;
            widths.add(rows.stream()
                    .mapToInt(row -> Paint.width(row.get(at)))
                    .max()
                    .orElse(0));
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell)
                    .append(" ".repeat(widths.get(column) - Paint.width(cell)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
