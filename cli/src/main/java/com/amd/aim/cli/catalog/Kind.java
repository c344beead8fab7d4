package com.amd.aim.cli.catalog;

import com.amd.aim.cli.status.Format;
import com.amd.aim.cli.text.Documents;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.NearestNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * One kind of thing in the catalogue.
 *
 * @param plural {@code recipes}: the command, and the word for people
 * @param all of them, in the order to show
 * @param name what one goes by
 * @param isCalled whether one goes by a name, in any spelling
 * @param columns of the table
 * @param document one of them, for programs
 */
public record Kind<T>(
        String plural,
        String singular,
        Function<Catalog, List<T>> all,
        Function<T, String> name,
        BiPredicate<T, String> isCalled,
        List<Column<T>> columns,
        Function<T, Map<String, Object>> document) {
    private static final int NEAREST = 3;

    public Kind {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param wide whether only the wide table has it
     */
    public record Column<T>(String heading, Function<T, String> cell, boolean wide) {
        static <T> Column<T> of(String heading, Function<T, String> cell) {
            return new Column<>(heading, cell, false);
        }

        static <T> Column<T> wide(String heading, Function<T, String> cell) {
            return new Column<>(heading, cell, true);
        }
    }

    /** All of them. */
    public String list(Catalog catalog, Format format) {
        List<T> things = all.apply(catalog);
        return switch (format) {
            case table, wide -> table(things, format == Format.wide);
            case json -> Documents.json(things.stream().map(document).toList());
            case yaml -> Documents.yaml(things.stream().map(document).toList());
            case name -> String.join("\n", things.stream().map(name).toList());
        };
    }

    /** One of them; empty where none goes by that name. */
    public Optional<String> show(Catalog catalog, String called, Format format) {
        return all.apply(catalog).stream()
                .filter(thing -> isCalled.test(thing, called))
                .findFirst()
                .map(thing -> switch (format) {
                    case table, wide, yaml -> Documents.yaml(document.apply(thing));
                    case json -> Documents.json(document.apply(thing));
                    case name -> name.apply(thing);
                });
    }

    /** What to say of a name that none goes by. */
    public String missing(Catalog catalog, String called) {
        List<String> nearest =
                NearestNames.of(called, all.apply(catalog).stream().map(name).toList(), NEAREST);
        return "There is no %s '%s'%s 'aim %s list' has all."
                .formatted(
                        singular,
                        called,
                        nearest.isEmpty() ? ";" : "; did you mean " + String.join(" or ", nearest) + "?",
                        plural);
    }

    private String table(List<T> things, boolean wide) {
        List<Column<T>> shown =
                columns.stream().filter(column -> wide || !column.wide()).toList();
        TextTable table = new TextTable(shown.stream().map(Column::heading).toList());
        things.forEach(thing -> table.row(
                shown.stream().map(column -> column.cell().apply(thing)).toList()));
        return String.join("\n", table.lines());
    }
}
