package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Times;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The conditions of a LeaderWorkerSet. There are up to three, in the order in which each first held; {@code Available} excludes the
 * other two, and of one that does not hold any more reason and message stay.
 */
enum GroupConditions {
    AVAILABLE("Available", "AllGroupsReady", "All replicas are ready"),
    PROGRESSING("Progressing", "GroupsProgressing", "Replicas are progressing"),
    UPDATING("UpdateInProgress", "GroupsUpdating", "Rolling Upgrade is in progress");

    private final String type;
    private final String reason;
    private final String message;

    GroupConditions(String type, String reason, String message) {
        this.type = type;
        this.reason = reason;
        this.message = message;
    }

    /**
     * What holds now.
     *
     * @param ready groups within the replicas whose pods all are
     * @param outdated groups within the replicas that an update has not reached
     */
    static List<GroupConditions> of(int replicas, int ready, int outdated) {
        if (outdated > 0) {
            return List.of(UPDATING, PROGRESSING);
        }
        return List.of(ready == replicas ? AVAILABLE : PROGRESSING);
    }

    /** The conditions after {@code before}, with the time of what changed. */
    static List<Condition> next(List<Condition> before, List<GroupConditions> holding, long generation, Instant now) {
        List<Condition> next = new ArrayList<>();
        for (Condition old : before) {
            boolean holds = holding.stream().anyMatch(one -> one.type.equals(old.getType()));
            boolean ended =
                    !holds && old.getStatus().equals("True") && holding.stream().anyMatch(one -> one.ends(old));
            boolean begun = holds && !old.getStatus().equals("True");
            ConditionBuilder condition = new ConditionBuilder(old).withObservedGeneration(generation);
            if (begun || ended) {
                condition.withStatus(begun ? "True" : "False").withLastTransitionTime(Times.print(now));
            }
            next.add(condition.build());
        }
        holding.stream()
                .filter(one -> one.in(before).isEmpty())
                .forEach(one -> next.add(one.condition(generation, now)));
        return next;
    }

    /** What an event says of it. */
    String reason() {
        return reason;
    }

    /** The same in words. */
    String message() {
        return message;
    }

    private boolean ends(Condition other) {
        return this == AVAILABLE ^ other.getType().equals(AVAILABLE.type);
    }

    private Optional<Condition> in(List<Condition> conditions) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }

    private Condition condition(long generation, Instant now) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(Times.print(now))
                .build();
    }
}
