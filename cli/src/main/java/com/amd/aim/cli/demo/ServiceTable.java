package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What runs, as a table, and below each row why it runs so. */
final class ServiceTable {
    private static final List<String> HEADINGS = List.of("SERVICE", "MODEL", "RECIPE", "GPUS", "MODEL CACHE", "READY");
    private static final String GAP = "  ";

    private ServiceTable() {}

    static String of(List<AIMService> services) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        services.forEach(service -> rows.add(row(service)));
        List<Integer> widths = widths(rows);
        StringBuilder table = new StringBuilder().append(line(HEADINGS, widths));
        for (int i = 0; i < services.size(); i++) {
            table.append(line(rows.get(i + 1), widths));
            Services.whyChosen(services.get(i))
                    .ifPresent(
                            why -> table.append(GAP).append("why: ").append(why).append('\n'));
        }
        return table.toString();
    }

    private static List<String> row(AIMService service) {
        Optional<AIMServiceStatus.SelectionStatus> selection = Services.selection(service);
        return List.of(
                service.getMetadata().getName(),
                service.getSpec().modelId(),
                selection.map(AIMServiceStatus.SelectionStatus::recipe).orElse("-"),
                selection.map(AIMServiceStatus.SelectionStatus::gpus).orElse("-"),
                Services.cache(service).map(ServiceTable::cache).orElse("-"),
                Services.status(service).map(AIMServiceStatus::ready).orElse("-"));
    }

    /** Whether the weights were there when the service asked for them. */
    private static String cache(AIMServiceStatus.CacheUse use) {
        String how = Boolean.TRUE.equals(use.hit()) ? "already there" : "downloaded";
        return "%s (%s)".formatted(use.name(), Boolean.TRUE.equals(use.ready()) ? how : use.state());
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
}
