package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.controller.GroupRollout.Group;
import com.amd.aim.sandbox.controller.GroupRollout.Step;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Keeps the groups of LeaderWorkerSets. Leaders belong to their set and workers to their leader, so that a group goes with its leader;
 * between them there are no StatefulSets, as this cluster has none. What is made anew during an update is made of the present
 * templates.
 */
final class LeaderWorkerSetController {

    private final Cluster cluster;
    private final EventRecorder events;

    LeaderWorkerSetController(Cluster cluster, EventRecorder events) {
        this.cluster = cluster;
        this.events = events;
    }

    /** The pods of one group. Workers of a leader that is gone are not among them. */
    record GroupOfPods(Pod leader, List<Pod> workers) {

        /** As it was when the group came. */
        int size() {
            return Integer.parseInt(leader.getMetadata().getAnnotations().get(LeaderWorkerSet.SIZE));
        }

        boolean complete() {
            return workers.size() == size() - 1;
        }

        Group state(LeaderWorkerSet set) {
            boolean ready = complete() && all().allMatch(PodState::ready);
            return new Group(GroupPods.group(leader), ready, updated(set), PodState.leaving(leader));
        }

        private boolean updated(LeaderWorkerSet set) {
            return set.revision().equals(leader.getMetadata().getLabels().get(LeaderWorkerSet.REVISION));
        }

        Stream<Pod> all() {
            return Stream.concat(Stream.of(leader), workers.stream());
        }
    }

    /** Brings the groups closer to what the set asks for; returns them as they were before. */
    List<GroupOfPods> reconcile(LeaderWorkerSet set) {
        if (!set.subdomains()) {
            service(set, set.name(), set.object());
        }
        List<GroupOfPods> groups = groups(set);
        groups.stream().filter(group -> restarts(set, group)).forEach(group -> {
            delete(group.leader());
            events.normal(
                    set.object(),
                    "RecreateGroup",
                    "Deleted leader pod %s to recreate its group"
                            .formatted(group.leader().getMetadata().getName()));
        });
        Step step = set.rollout()
                .next(groups.stream().map(group -> group.state(set)).toList());
        step.create().forEach(index -> create(GroupPods.leader(set, index)));
        groups.stream()
                .filter(group -> step.delete().contains(GroupPods.group(group.leader())))
                .forEach(group -> delete(group.leader()));
        groups.stream().filter(group -> !PodState.leaving(group.leader())).forEach(group -> complete(set, group));
        return groups;
    }

    private List<GroupOfPods> groups(LeaderWorkerSet set) {
        return cluster.ownedBy(cluster.pods, set.object()).stream()
                .sorted(Comparator.comparingInt(GroupPods::group))
                .map(leader -> new GroupOfPods(leader, cluster.ownedBy(cluster.pods, leader)))
                .toList();
    }

    private static boolean restarts(LeaderWorkerSet set, GroupOfPods group) {
        if (set.restart() == LeaderWorkerSet.Restart.NONE || PodState.leaving(group.leader())) {
            return false;
        }
        boolean starting = !group.complete() || group.all().anyMatch(pod -> PodState.is(pod, "Pending"));
        return group.all().anyMatch(pod -> PodState.restarted(pod) || PodState.leaving(pod))
                && !(starting && set.restart() == LeaderWorkerSet.Restart.STARTED_GROUP);
    }

    /** Workers of a former leader may still be on their way out under the names of those to come. */
    private void complete(LeaderWorkerSet set, GroupOfPods group) {
        if (set.subdomains()) {
            service(set, group.leader().getMetadata().getName(), group.leader());
        }
        if (set.leaderFirst() && !PodState.ready(group.leader())) {
            return;
        }
        Set<Integer> there =
                group.workers().stream().map(LeaderWorkerSetController::index).collect(Collectors.toSet());
        IntStream.range(1, group.size())
                .filter(index -> !there.contains(index))
                .forEach(index -> create(GroupPods.worker(set, group.leader(), index)));
    }

    private void service(LeaderWorkerSet set, String name, HasMetadata owner) {
        if (cluster.get(cluster.services, new Key(set.namespace(), name)).isEmpty()) {
            create(GroupPods.service(set, name, owner));
        }
    }

    /** What is there already the cache does not show yet, or it makes room soon; both wake the set. */
    private void create(HasMetadata object) {
        try {
            cluster.client.resource(object).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) {
                throw e;
            }
        }
    }

    private void delete(Pod pod) {
        cluster.client.resource(pod).delete();
    }

    private static int index(Pod worker) {
        return Integer.parseInt(worker.getMetadata().getLabels().get(LeaderWorkerSet.WORKER_INDEX));
    }

    /** The set that a pod belongs to. */
    static Optional<Key> setOf(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels())
                .map(labels -> labels.get(LeaderWorkerSet.NAME))
                .map(name -> new Key(pod.getMetadata().getNamespace(), name));
    }
}
