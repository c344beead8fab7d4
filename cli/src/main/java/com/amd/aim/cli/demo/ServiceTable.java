package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What runs, as a table for a terminal of 100 columns, and below each row the recipe and why it was chosen. */
final class ServiceTable {
    private static final List<String> HEADINGS = List.of("SERVICE", "MODEL", "GPUS", "MODEL CACHE", "READY");
    private static final int WIDTH = 100;
    private static final String GAP = "  ";
    private static final String INDENT = "    ";

    private final List<AIMService> services;
    private final Map<String, Long> usersOfCache;

    private ServiceTable(List<AIMService> services) {
        this.services = services;
        this.usersOfCache = services.stream()
                .flatMap(service -> Services.cache(service).stream())
                .collect(Collectors.groupingBy(AIMServiceStatus.CacheUse::name, Collectors.counting()));
    }

    static String of(List<AIMService> services) {
        return new ServiceTable(services).text();
    }

    private String text() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        services.forEach(service -> rows.add(row(service)));
        List<Integer> widths = widths(rows);
        StringBuilder table = new StringBuilder().append(line(HEADINGS, widths));
        for (int i = 0; i < services.size(); i++) {
            table.append(line(rows.get(i + 1), widths));
            table.append(wrapped(recipe(services.get(i))));
        }
        return table.toString();
    }

    private List<String> row(AIMService service) {
        return List.of(
                service.getMetadata().getName(),
                service.getSpec().modelId(),
                Services.selection(service)
                        .map(AIMServiceStatus.SelectionStatus::gpus)
                        .orElse("-"),
                Services.cache(service).map(this::cache).orElse("-"),
                Services.status(service).map(AIMServiceStatus::ready).orElse("-"));
    }

    private String cache(AIMServiceStatus.CacheUse use) {
        if (!Boolean.TRUE.equals(use.ready())) {
            return String.valueOf(use.state());
        }
        long users = usersOfCache.getOrDefault(use.name(), 1L);
        return users > 1 ? "filled once for " + users : "filled";
    }

    private static String recipe(AIMService service) {
        Optional<String> recipe = Services.selection(service).map(AIMServiceStatus.SelectionStatus::recipe);
        return recipe.map(name -> "recipe " + name
                        + Services.whyChosen(service).map(why -> ": " + why).orElse(""))
                .orElse("no recipe");
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEADINGS.size(); column++) {
            int widest = 0;
            for (List<String> row : rows) {
                widest = Math.max(widest, row.get(column).length());
            }
            widths.add(widest);
        }
        return widths;
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            line.append(cell)
                    .append(" ".repeat(widths.get(column) - cell.length()))
                    .append(GAP);
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String wrapped(String sentence) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder(INDENT);
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > INDENT.length()) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(INDENT);
            }
            line.append(word).append(' ');
        }
        return text.append(line.toString().stripTrailing()).append('\n').toString();
    }
}
