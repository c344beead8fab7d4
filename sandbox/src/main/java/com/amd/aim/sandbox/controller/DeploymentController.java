package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import com.amd.aim.sandbox.controller.DeploymentConditions.Counts;
import com.amd.aim.sandbox.controller.Rollout.Generation;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rolls Deployments out: a ReplicaSet per pod template, sizes by {@link Rollout}, status and conditions, old
 * generations kept up to {@code revisionHistoryLimit}. While a Deployment is paused only a single generation is
 * resized; a cluster spreads the difference over several.
 */
final class DeploymentController {

    private final Cluster cluster;
    private final InstantSource clock;
    private final ReplicaSetGenerations generations;
    private final WorkQueue<Key> queue = new WorkQueue<>("deployment", 4, this::reconcile);

    DeploymentController(Cluster cluster, EventRecorder events, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        this.generations = new ReplicaSetGenerations(cluster.client, events);
        cluster.deployments.addEventHandler(Watches.any(deployment -> queue.add(Key.of(deployment))));
        cluster.replicaSets.addEventHandler(
                Watches.any(set -> Cluster.controller(set, "Deployment").ifPresent(queue::add)));
        cluster.pods.addEventHandler(Watches.changes((before, now) -> {
            if (now == null && before != null) { // Recreate waits for pods to be gone, which no ReplicaSet tells
                Cluster.controller(before, "ReplicaSet")
                        .flatMap(key -> cluster.get(cluster.replicaSets, key))
                        .flatMap(set -> Cluster.controller(set, "Deployment"))
                        .ifPresent(queue::add);
            }
        }));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private Optional<Duration> reconcile(Key key) {
        Optional<Deployment> found = cluster.get(cluster.deployments, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Deployment deployment = found.get();
        List<ReplicaSet> sets = cluster.ownedBy(cluster.replicaSets, deployment).stream()
                .sorted(ReplicaSetGenerations.OLDEST_FIRST)
                .toList();
        Optional<ReplicaSet> fresh = sets.stream()
                .filter(set -> PodTemplates.same(
                        set.getSpec().getTemplate(), deployment.getSpec().getTemplate()))
                .findFirst();
        List<ReplicaSet> old = sets.stream()
                .filter(set -> fresh.isEmpty() || !set.equals(fresh.get()))
                .toList();
        if (deployment.getMetadata().getDeletionTimestamp() == null) {
            roll(deployment, fresh, old);
        }
        return report(deployment, fresh, sets);
    }

    private void roll(Deployment deployment, Optional<ReplicaSet> fresh, List<ReplicaSet> old) {
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            resizeSingle(deployment, fresh, old);
            return;
        }
        Rollout rollout = Rollout.of(deployment.getSpec());
        String hash = PodTemplates.hash(deployment.getSpec().getTemplate());
        String name = fresh.map(set -> set.getMetadata().getName())
                .orElse(deployment.getMetadata().getName() + "-" + hash);
        Generation present = fresh.map(this::generation).orElseGet(() -> new Generation(name, 0, 0, 0));
        Map<String, Integer> next =
                rollout.next(present, old.stream().map(this::generation).toList());
        if (fresh.isEmpty()) {
            generations.create(deployment, name, hash, next.getOrDefault(name, 0), old);
            return; // the cache will show it, and then the old ones have their turn
        }
        generations.keepRevision(deployment, fresh.get(), old);
        for (ReplicaSet set : cat(fresh.get(), old)) {
            Integer pods = next.get(set.getMetadata().getName());
            if (pods != null) {
                generations.resize(deployment, set, pods);
            }
        }
        if (next.isEmpty()) {
            generations.forget(deployment, old);
        }
    }

    private void resizeSingle(Deployment deployment, Optional<ReplicaSet> fresh, List<ReplicaSet> old) {
        List<ReplicaSet> active = cat(fresh.orElse(null), old).stream()
                .filter(set -> pods(set) > 0 || (fresh.isPresent() && set.equals(fresh.get())))
                .toList();
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (active.size() == 1 && pods(active.getFirst()) != wanted) {
            generations.resize(deployment, active.getFirst(), wanted);
        }
    }

    private Generation generation(ReplicaSet set) {
        int existing = (int) cluster.ownedBy(cluster.pods, set).stream()
                .filter(pod -> !PodState.finished(pod))
                .count();
        int available = set.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(set.getStatus().getAvailableReplicas(), 0);
        return new Generation(set.getMetadata().getName(), pods(set), existing, available);
    }

    private Optional<Duration> report(Deployment deployment, Optional<ReplicaSet> fresh, List<ReplicaSet> sets) {
        Instant now = clock.instant();
        Counts counts = new Counts(
                sum(sets, ReplicaSetGenerations::replicas),
                fresh.map(ReplicaSetGenerations::replicas).orElse(0),
                sum(sets, ReplicaSetGenerations::ready),
                sum(sets, ReplicaSetGenerations::available));
        String name = fresh.map(set -> set.getMetadata().getName())
                .orElse(deployment.getMetadata().getName() + "-"
                        + PodTemplates.hash(deployment.getSpec().getTemplate()));
        List<DeploymentCondition> conditions = DeploymentConditions.next(deployment, counts, name, now);
        DeploymentStatus status = status(deployment, counts, sum(sets, DeploymentController::pods), conditions);
        if (!status.equals(deployment.getStatus())) {
            cluster.client
                    .resource(
                            new DeploymentBuilder(deployment).withStatus(status).build())
                    .updateStatus();
        }
        return DeploymentConditions.untilDeadline(deployment, conditions, now);
    }

    private static DeploymentStatus status(
            Deployment deployment, Counts counts, int told, List<DeploymentCondition> conditions) {
        return new DeploymentStatusBuilder(Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new))
                .withObservedGeneration(deployment.getMetadata().getGeneration())
                .withReplicas(positive(counts.replicas()))
                .withUpdatedReplicas(positive(counts.updated()))
                .withReadyReplicas(positive(counts.ready()))
                .withAvailableReplicas(positive(counts.available()))
                .withUnavailableReplicas(positive(Math.max(0, told - counts.available())))
                .withConditions(conditions)
                .build();
    }

    /** Counts of zero are absent, as Go leaves them out. */
    private static @Nullable Integer positive(int count) {
        return count == 0 ? null : count;
    }

    private static int sum(List<ReplicaSet> sets, ToIntFunction<ReplicaSet> count) {
        return sets.stream().mapToInt(count).sum();
    }

    private static int pods(ReplicaSet set) {
        return Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
    }

    private static List<ReplicaSet> cat(@Nullable ReplicaSet first, List<ReplicaSet> rest) {
        return Stream.concat(Stream.ofNullable(first), rest.stream()).toList();
    }
}
