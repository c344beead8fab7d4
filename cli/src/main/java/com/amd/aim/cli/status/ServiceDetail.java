package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.AIMServiceStatus.CandidateStatus;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of one service.
 *
 * @param service what every list says of it
 * @param candidates the recipes that were considered, best first
 * @param conditions as the operator set them
 * @param events the newest, oldest first
 */
public record ServiceDetail(
        @JsonUnwrapped ServiceView service,
        List<CandidateStatus> candidates,
        List<Condition> conditions,
        List<Happening> events) {
    private static final int MOST_EVENTS = 10;

    /** An event about the service. */
    public record Happening(String time, String type, String reason, String note) {
        static Happening of(Event event) {
            return new Happening(
                    time(event),
                    Objects.requireNonNullElse(event.getType(), ""),
                    Objects.requireNonNullElse(event.getReason(), ""),
                    Objects.requireNonNullElse(event.getNote(), ""));
        }

        private static String time(Event event) {
            return event.getEventTime() == null
                    ? Objects.requireNonNullElse(event.getDeprecatedLastTimestamp(), "-")
                    : event.getEventTime().getTime();
        }

        /** To the second, as the conditions have theirs. */
        String second() {
            return time.replaceFirst("\\.\\d+", "");
        }
    }

    /**
     * Puts it together.
     *
     * @param events of the service's namespace, about anything
     */
    static ServiceDetail of(AIMService service, Optional<AIMModelCache> cache, List<Event> events) {
        Optional<AIMServiceStatus> status = Optional.ofNullable(service.getStatus());
        List<Happening> happenings = events.stream()
                .filter(event -> isAbout(event, service))
                .map(Happening::of)
                .sorted(Comparator.comparing(Happening::time))
                .toList();
        return new ServiceDetail(
                ServiceView.of(service, cache),
                status.map(AIMServiceStatus::selection)
                        .map(AIMServiceStatus.SelectionStatus::candidates)
                        .orElse(List.of()),
                status.map(AIMServiceStatus::conditions).orElse(List.of()),
                happenings.subList(Math.max(0, happenings.size() - MOST_EVENTS), happenings.size()));
    }

    private static boolean isAbout(Event event, AIMService service) {
        return event.getRegarding() != null
                && Objects.equals(
                        service.getMetadata().getUid(), event.getRegarding().getUid());
    }
}
