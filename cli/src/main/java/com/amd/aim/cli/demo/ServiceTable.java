package com.amd.aim.cli.demo;

import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
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
        TextTable table = new TextTable(HEADINGS);
        services.forEach(service -> table.row(row(service)));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 0; i < services.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(Paragraph.of(INDENT, INDENT, recipe(services.get(i))));
        }
        return String.join("\n", lines) + "\n";
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
}
