package com.amd.aim.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what should be told into conditions as the Kubernetes API conventions want them: the transition time moves only when
 * the status does. The result holds our own conditions alone; those of others are theirs, and server-side apply keeps them.
 */
public final class Conditions {
    /** The most that a condition's message may hold, as the API conventions' schema says. */
    private static final int MAX_MESSAGE = 32_768;

    private Conditions() {}

    /**
     * Our conditions as they should be now, in the order told.
     *
     * @param old the conditions in the status now, ours and others'
     * @param fresh what is to be told, in the order in which it is shown
     * @param generation of the spec that was looked at
     * @param now the transition time of what changes
     */
    public static List<Condition> merge(
            @Nullable List<Condition> old, List<ConditionState> fresh, long generation, Instant now) {
        return fresh.stream()
                .map(state -> {
                    String since = find(old, state.type())
                            .filter(before -> state.truth().name().equals(before.getStatus()))
                            .map(Condition::getLastTransitionTime)
                            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
                    return new ConditionBuilder()
                            .withType(state.type())
                            .withStatus(state.truth().name())
                            .withReason(state.reason().name())
                            .withMessage(shortened(state.message()))
                            .withLastTransitionTime(since)
                            .withObservedGeneration(generation)
                            .build();
                })
                .toList();
    }

    /** The condition of a type, if it is there. */
    public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
        return conditions == null
                ? Optional.empty()
                : conditions.stream().filter(c -> type.equals(c.getType())).findFirst();
    }

    /** True when the condition is there, is True, and speaks of this generation. */
    public static boolean holds(@Nullable List<Condition> conditions, String type, long generation) {
        return find(conditions, type)
                .filter(c -> "True".equals(c.getStatus()))
                .filter(c -> c.getObservedGeneration() != null && c.getObservedGeneration() == generation)
                .isPresent();
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
