package com.amd.aim.cli.status;

import com.amd.aim.cli.text.Paint;
import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.cli.text.TextTable;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services as a table for people: a row each, and below it why and what next. */
public final class StatusTable {
    private static final String INDENT = "    ";

    private final boolean wide;
    private final boolean namespaces;
    private final boolean colours;

    /**
     * Says how.
     *
     * @param wide with more columns, and lines longer than a terminal's
     * @param namespaces with a column for the namespace
     */
    StatusTable(boolean wide, boolean namespaces, boolean colours) {
        this.wide = wide;
        this.namespaces = namespaces;
        this.colours = colours;
    }

    List<String> lines(List<ServiceView> services) {
        TextTable table = new TextTable(headings());
        services.forEach(service -> table.row(row(service)));
        List<String> rows = table.lines();
        List<String> lines = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 0; i < services.size(); i++) {
            lines.add(rows.get(i + 1));
            lines.addAll(below(services.get(i)));
        }
        return lines;
    }

    /** One service in one line, for who watches. */
    String line(ServiceView service) {
        String name = namespaces ? service.namespace() + "/" + service.name() : service.name();
        String cache =
                service.cache() == null ? "" : ", cache " + service.cache().state();
        String next = service.nextStep() == null ? "" : " Next: " + service.nextStep();
        return "%s %s %s%s: %s%s"
                .formatted(name, phase(service.phase(), colours), service.ready(), cache, service.message(), next);
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>();
        if (namespaces) {
            headings.add("NAMESPACE");
        }
        headings.addAll(List.of("NAME", "PHASE", "READY", "MODEL", "GPUS", "CACHE"));
        if (wide) {
            headings.addAll(List.of("RECIPE", "PRECISION", "BACKEND", "CACHE NAME", "ENDPOINT", "REASON"));
        }
        return headings;
    }

    private List<String> row(ServiceView service) {
        Optional<ServiceView.CacheUse> cache = Optional.ofNullable(service.cache());
        List<String> row = new ArrayList<>();
        if (namespaces) {
            row.add(service.namespace());
        }
        row.addAll(List.of(
                service.name(),
                phase(service.phase(), colours),
                service.ready(),
                service.model(),
                shown(service.gpus()),
                cache.map(ServiceView.CacheUse::state).orElse("-")));
        if (wide) {
            row.addAll(List.of(
                    shown(service.recipe()),
                    shown(service.precision()),
                    shown(service.backend()),
                    shown(cache.map(ServiceView.CacheUse::name).orElse(null)),
                    shown(service.endpoint()),
                    service.reason()));
        }
        return row;
    }

    private List<String> below(ServiceView service) {
        List<String> lines = new ArrayList<>();
        if (!wide && service.recipe() != null) {
            String endpoint = service.endpoint() == null ? "" : " at " + service.endpoint();
            lines.addAll(Paragraph.of(INDENT, INDENT, "recipe " + service.recipe() + endpoint));
        }
        lines.addAll(Paragraph.of(INDENT, INDENT, service.message()));
        if (service.nextStep() != null) {
            lines.addAll(Paragraph.of(INDENT, INDENT, "Next: " + service.nextStep()));
        }
        return lines;
    }

    /** Green serves, red needs somebody, yellow is on its way; the word says it too. */
    public static String phase(String phase, boolean colours) {
        if (phase.equals(Phase.Serving.name())) {
            return Paint.GREEN.on(phase, colours);
        }
        return phase.equals(Phase.Failed.name()) || phase.equals(Phase.Degraded.name())
                ? Paint.RED.on(phase, colours)
                : Paint.YELLOW.on(phase, colours);
    }

    private static String shown(@Nullable String cell) {
        return cell == null ? "-" : cell;
    }
}
