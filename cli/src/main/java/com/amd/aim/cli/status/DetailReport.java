package com.amd.aim.cli.status;

import com.amd.aim.cli.text.Paragraph;
import com.amd.aim.operator.api.AIMServiceStatus.CandidateStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One service for people, with all that was considered and all that happened. */
final class DetailReport {
    private static final String INDENT = "  ";
    private static final String BELOW = "      ";

    /** Those that a person weighs; the reasons of the others repeat theirs. */
    private static final int FIRST_CANDIDATES = 5;

    private final ServiceDetail detail;
    private final boolean wide;
    private final boolean colours;

    private DetailReport(ServiceDetail detail, boolean wide, boolean colours) {
        this.detail = detail;
        this.wide = wide;
        this.colours = colours;
    }

    /** @param wide with all candidates, not the first ones alone */
    static List<String> lines(ServiceDetail detail, boolean wide, boolean colours) {
        return new DetailReport(detail, wide, colours).lines();
    }

    private List<String> lines() {
        ServiceView service = detail.service();
        List<String> lines = new ArrayList<>();
        lines.add("%s in namespace %s: %s"
                .formatted(service.name(), service.namespace(), StatusTable.phase(service.phase(), colours)));
        lines.addAll(Paragraph.of(INDENT, INDENT, service.message()));
        if (service.nextStep() != null) {
            lines.addAll(Paragraph.of(INDENT, INDENT, "Next: " + service.nextStep()));
        }
        lines.add("");
        field(lines, "Model", service.model());
        field(lines, "Recipe", recipe(service));
        field(lines, "GPUs", service.gpus());
        field(lines, "Ready", service.ready());
        field(lines, "Cache", cache(service));
        field(lines, "Endpoint", service.endpoint());
        section(
                lines,
                "Conditions",
                detail.conditions().stream().map(this::condition).toList());
        candidates(lines);
        section(
                lines,
                "Events",
                detail.events().stream().map(DetailReport::event).toList());
        return lines;
    }

    private void candidates(List<String> lines) {
        List<CandidateStatus> all = detail.candidates();
        int shown = wide ? all.size() : Math.min(all.size(), FIRST_CANDIDATES);
        section(
                lines,
                "Candidates",
                all.subList(0, shown).stream().map(DetailReport::candidate).toList());
        if (shown < all.size()) {
            lines.add(INDENT + "and %d more, which -o wide shows".formatted(all.size() - shown));
        }
    }

    private static void field(List<String> lines, String name, @Nullable String value) {
        lines.add("%-9s %s".formatted(name, value == null ? "-" : value));
    }

    private static @Nullable String recipe(ServiceView service) {
        return service.recipe() == null
                ? null
                : "%s (%s, %s)".formatted(service.recipe(), service.backend(), service.precision());
    }

    private static @Nullable String cache(ServiceView service) {
        return Optional.ofNullable(service.cache())
                .map(use -> use.name() == null ? use.state() : use.name() + " (" + use.state() + ")")
                .orElse(null);
    }

    private static void section(List<String> lines, String heading, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(heading);
        for (Entry entry : entries) {
            lines.add(INDENT + entry.head());
            lines.addAll(Paragraph.of(BELOW, BELOW, entry.sentence()));
        }
    }

    /** A line, and a sentence below it. */
    private record Entry(String head, String sentence) {}

    /** What stands at the top already is not said again by each condition that has the same cause. */
    private Entry condition(Condition condition) {
        String message = String.valueOf(condition.getMessage());
        return new Entry(
                "%s is %s since %s: %s"
                        .formatted(
                                condition.getType(),
                                condition.getStatus(),
                                condition.getLastTransitionTime(),
                                condition.getReason()),
                message.equals(detail.service().message()) ? "As above." : message);
    }

    private static Entry candidate(CandidateStatus candidate) {
        return new Entry(
                "%s: %s, %dx%s, %s, %s"
                        .formatted(
                                candidate.verdict(),
                                candidate.recipe(),
                                candidate.gpuCount(),
                                candidate.hardware(),
                                candidate.precision(),
                                candidate.backend()),
                String.valueOf(candidate.reason()));
    }

    private static Entry event(ServiceDetail.Happening event) {
        return new Entry("%s %s %s".formatted(event.second(), event.type(), event.reason()), event.note());
    }
}
