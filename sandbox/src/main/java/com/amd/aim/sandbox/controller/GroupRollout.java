package com.amd.aim.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How many groups a LeaderWorkerSet has, and in which order they are replaced when its templates change: from the last to the first,
 * those that are not ready at once, the others as far as {@code maxUnavailable} allows.
 *
 * @param replicas wanted in the end
 * @param maxSurge how many more there may be during an update
 * @param maxUnavailable how many fewer ready ones there may be during an update
 * @param partition groups before it keep the templates they have
 */
record GroupRollout(int replicas, int maxSurge, int maxUnavailable, int partition) {

    /**
     * One group.
     *
     * @param ready whether its leader and all its workers are
     * @param updated whether it was made of the present templates
     * @param leaving whether its leader is on its way out
     */
    record Group(int index, boolean ready, boolean updated, boolean leaving) {}

    /**
     * What to do now.
     *
     * @param create groups that are missing
     * @param delete groups whose leader goes; those that are still wanted come back
     */
    record Step(SortedSet<Integer> create, SortedSet<Integer> delete) {}

    /** Reads the specification as its definition completed it; percentages are of the replicas. */
    static GroupRollout of(JsonNode spec) {
        JsonNode rolling = spec.path("rolloutStrategy").path("rollingUpdateConfiguration");
        int replicas = spec.path("replicas").asInt(1);
        return new GroupRollout(
                replicas,
                Math.min(replicas, Rollout.count(rolling.path("maxSurge").asText("0"), replicas, true)),
                Rollout.count(rolling.path("maxUnavailable").asText("1"), replicas, false),
                rolling.path("partition").asInt());
    }

    Step next(List<Group> groups) {
        int wanted = surges(groups) ? replicas + maxSurge : replicas;
        SortedSet<Integer> there = groups.stream().map(Group::index).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Integer> create = IntStream.range(0, wanted)
                .boxed()
                .filter(index -> !there.contains(index))
                .collect(Collectors.toCollection(TreeSet::new));
        SortedSet<Integer> delete = outdated(groups);
        groups.stream()
                .filter(group -> group.index >= wanted && !group.leaving)
                .forEach(group -> delete.add(group.index));
        return new Step(create, delete);
    }

    /** Whether there are more groups for now: while one is of other templates, and until those that came of it are ready. */
    private boolean surges(List<Group> groups) {
        boolean more = groups.stream().anyMatch(group -> group.index >= replicas);
        return groups.stream()
                .filter(group -> group.index < replicas)
                .anyMatch(group -> (updates(group) && !group.updated) || (more && !group.ready));
    }

    private SortedSet<Integer> outdated(List<Group> groups) {
        int spare = (int) groups.stream()
                        .filter(group -> group.ready && !group.leaving)
                        .count()
                - (replicas - maxUnavailable);
        SortedSet<Integer> delete = new TreeSet<>();
        List<Group> old = groups.stream()
                .filter(group -> updates(group) && !group.updated && !group.leaving)
                .sorted(Comparator.comparingInt(Group::index).reversed())
                .toList();
        for (Group group : old) {
            if (!group.ready) {
                delete.add(group.index);
            } else if (spare > 0) {
                delete.add(group.index);
                spare--;
            }
        }
        return delete;
    }

    private boolean updates(Group group) {
        return group.index >= partition && group.index < replicas;
    }
}
