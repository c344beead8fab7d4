package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetCondition;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps as many pods as a ReplicaSet asks for. It decides on its cache, but looks at the API itself before it creates
 * or deletes, so that a cache that lags behind never costs or brings a pod.
 */
final class ReplicaSetController {

    /** Which pods go first when there are too many: those that serve least, then the youngest. */
    private static final Comparator<Pod> EXPENDABLE_FIRST = Comparator.comparing(
                    (Pod pod) -> pod.getSpec().getNodeName() != null)
            .thenComparing(pod -> PodState.is(pod, "Running"))
            .thenComparing(PodState::ready)
            .thenComparing(pod -> PodState.readySince(pod).orElse(Instant.MAX), Comparator.<Instant>reverseOrder())
            .thenComparing(pod -> pod.getMetadata().getCreationTimestamp(), Comparator.<String>reverseOrder())
            .thenComparing(pod -> pod.getMetadata().getName());

    private final Cluster cluster;
    private final EventRecorder events;
    private final InstantSource clock;
    private final WorkQueue<Key> queue = new WorkQueue<>("replicaset", 4, this::reconcile);

    ReplicaSetController(Cluster cluster, EventRecorder events, InstantSource clock) {
        this.cluster = cluster;
        this.events = events;
        this.clock = clock;
        cluster.replicaSets.addEventHandler(Watches.any(set -> queue.add(Key.of(set))));
        cluster.pods.addEventHandler(Watches.any(pod -> owners(pod).forEach(queue::add)));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    /** The pod's controller; for an orphan every ReplicaSet that would take it. */
    private List<Key> owners(Pod pod) {
        if (Cluster.controller(pod).isPresent()) {
            return Cluster.controller(pod, "ReplicaSet").stream().toList();
        }
        return cluster.replicaSets.getIndexer().list().stream()
                .filter(set -> takes(set, pod))
                .map(Key::of)
                .toList();
    }

    private Optional<Duration> reconcile(Key key) {
        Optional<ReplicaSet> found = cluster.get(cluster.replicaSets, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ReplicaSet set = found.get();
        adopt(set);
        List<Pod> pods = active(cluster.ownedBy(cluster.pods, set));
        Optional<String> failure = Optional.empty();
        if (set.getMetadata().getDeletionTimestamp() == null && pods.size() != wanted(set)) {
            failure = resize(set, active(live(set)));
        }
        return report(set, pods, failure);
    }

    private void adopt(ReplicaSet set) {
        if (set.getMetadata().getDeletionTimestamp() != null) {
            return;
        }
        for (Pod orphan :
                cluster.pods.getIndexer().byIndex("namespace", set.getMetadata().getNamespace())) {
            if (Cluster.controller(orphan).isEmpty() && PodState.active(orphan) && takes(set, orphan)) {
                List<OwnerReference> owners =
                        new ArrayList<>(orphan.getMetadata().getOwnerReferences());
                owners.add(Owners.controlledBy(set));
                own(orphan, owners);
            }
        }
        for (Pod stranger : cluster.ownedBy(cluster.pods, set)) {
            if (PodState.active(stranger) && !takes(set, stranger)) {
                own(
                        stranger,
                        stranger.getMetadata().getOwnerReferences().stream()
                                .filter(owner ->
                                        !owner.getUid().equals(set.getMetadata().getUid()))
                                .toList());
            }
        }
    }

    private void own(Pod pod, List<OwnerReference> owners) {
        Patches.merge(
                cluster.client.resource(pod),
                Map.of("metadata", Map.of("uid", pod.getMetadata().getUid(), "ownerReferences", owners)));
    }

    private static boolean takes(ReplicaSet set, Pod pod) {
        return set.getMetadata().getNamespace().equals(pod.getMetadata().getNamespace())
                && Owners.selects(set.getSpec().getSelector(), pod.getMetadata().getLabels());
    }

    private List<Pod> live(ReplicaSet set) {
        return cluster
                .client
                .pods()
                .inNamespace(set.getMetadata().getNamespace())
                .withLabelSelector(set.getSpec().getSelector())
                .list()
                .getItems()
                .stream()
                .filter(pod -> Cluster.controller(pod)
                        .filter(owner -> owner.getUid().equals(set.getMetadata().getUid()))
                        .isPresent())
                .toList();
    }

    /** Creates or deletes the difference; tells why where the API refused a pod. */
    private Optional<String> resize(ReplicaSet set, List<Pod> pods) {
        int missing = wanted(set) - pods.size();
        try {
            for (int i = 0; i < missing; i++) {
                Pod pod = cluster.client
                        .resource(Owners.podOf(set, set.getSpec().getTemplate()))
                        .create();
                events.normal(
                        set,
                        "SuccessfulCreate",
                        "Created pod: " + pod.getMetadata().getName());
            }
        } catch (KubernetesClientException e) {
            events.warning(set, "FailedCreate", "Error creating: " + e.getMessage());
            queue.addAfter(Key.of(set), Duration.ofSeconds(1));
            return Optional.of(Objects.requireNonNullElse(e.getMessage(), "refused"));
        }
        pods.stream().sorted(EXPENDABLE_FIRST).limit(Math.max(0, -missing)).forEach(pod -> {
            cluster.client.resource(pod).delete();
            events.normal(
                    set, "SuccessfulDelete", "Deleted pod: " + pod.getMetadata().getName());
        });
        return Optional.empty();
    }

    private Optional<Duration> report(ReplicaSet set, List<Pod> pods, Optional<String> failure) {
        Instant now = clock.instant();
        int minReady = Objects.requireNonNullElse(set.getSpec().getMinReadySeconds(), 0);
        Map<String, String> labels = set.getSpec().getTemplate().getMetadata().getLabels();
        ReplicaSetStatus before = Objects.requireNonNullElseGet(set.getStatus(), ReplicaSetStatus::new);
        ReplicaSetStatus status = new ReplicaSetStatusBuilder(before)
                .withObservedGeneration(set.getMetadata().getGeneration())
                .withReplicas(pods.size())
                .withFullyLabeledReplicas(count(pods.stream()
                        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                        .count()))
                .withReadyReplicas(count(pods.stream().filter(PodState::ready).count()))
                .withAvailableReplicas(count(pods.stream()
                        .filter(pod -> PodState.available(pod, minReady, now))
                        .count()))
                .withConditions(conditions(before, failure, now))
                .build();
        if (!status.equals(before)) {
            cluster.client
                    .resource(new ReplicaSetBuilder(set).withStatus(status).build())
                    .updateStatus();
        }
        return pods.stream()
                .flatMap(pod -> PodState.untilAvailable(pod, minReady, now).stream())
                .min(Comparator.naturalOrder());
    }

    private static List<ReplicaSetCondition> conditions(
            ReplicaSetStatus before, Optional<String> failure, Instant now) {
        if (failure.isEmpty() || !before.getConditions().isEmpty()) {
            return failure.isEmpty() ? List.of() : before.getConditions();
        }
        return List.of(new ReplicaSetConditionBuilder()
                .withType("ReplicaFailure")
                .withStatus("True")
                .withReason("FailedCreate")
                .withMessage(failure.get())
                .withLastTransitionTime(Times.print(now))
                .build());
    }

    private static List<Pod> active(List<Pod> pods) {
        return pods.stream().filter(PodState::active).toList();
    }

    private static int wanted(ReplicaSet set) {
        return Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
    }

    private static @Nullable Integer count(long count) {
        return count == 0 ? null : Math.toIntExact(count);
    }
}
