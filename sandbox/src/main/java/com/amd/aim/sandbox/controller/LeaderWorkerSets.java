package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import com.amd.aim.sandbox.controller.GroupRollout.Group;
import com.amd.aim.sandbox.controller.LeaderWorkerSetController.GroupOfPods;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves LeaderWorkerSets while their definition is there, whoever brought it, and reports in their status how their groups are. */
final class LeaderWorkerSets implements AutoCloseable {

    private final Cluster cluster;
    private final EventRecorder events;
    private final InstantSource clock;
    private final LeaderWorkerSetController controller;
    private final SharedIndexInformer<CustomResourceDefinition> definition;
    private final WorkQueue<Key> queue = new WorkQueue<>("leaderworkerset", 2, this::reconcile);
    private @Nullable SharedIndexInformer<GenericKubernetesResource> sets;

    LeaderWorkerSets(Cluster cluster, EventRecorder events, InstantSource clock) {
        this.cluster = cluster;
        this.events = events;
        this.clock = clock;
        this.controller = new LeaderWorkerSetController(cluster, events);
        cluster.pods.addEventHandler(
                Watches.any(pod -> LeaderWorkerSetController.setOf(pod).ifPresent(queue::add)));
        definition = cluster.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(LeaderWorkerSet.DEFINITION)
                .runnableInformer(0);
        definition.addEventHandler(Watches.changes((_, now) -> define(now != null && established(now))));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    /** Looks for the definition. */
    void start() {
        definition.start().toCompletableFuture().join();
    }

    @Override
    public void close() {
        definition.stop();
        define(false);
    }

    private synchronized void define(boolean served) {
        if (served && sets == null) {
            sets = cluster.client
                    .genericKubernetesResources(LeaderWorkerSet.CONTEXT)
                    .inAnyNamespace()
                    .runnableInformer(0);
            sets.addEventHandler(Watches.any(set -> queue.add(Key.of(set))));
            sets.start();
        } else if (!served && sets != null) {
            sets.stop();
            sets = null;
        }
    }

    private synchronized Optional<GenericKubernetesResource> find(Key key) {
        return Optional.ofNullable(sets).flatMap(informer -> cluster.get(informer, key));
    }

    private Optional<Duration> reconcile(Key key) {
        find(key)
                .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                .map(LeaderWorkerSet::of)
                .ifPresent(set -> report(set, controller.reconcile(set)));
        return Optional.empty();
    }

    private void report(LeaderWorkerSet set, List<GroupOfPods> leaders) {
        // a group counts from when it has its workers
        List<Group> groups = leaders.stream()
                .filter(GroupOfPods::complete)
                .map(group -> group.state(set))
                .toList();
        GroupStatus status = GroupStatus.of(set, leaders.size(), groups);
        GroupStatus before = GroupStatus.read(set.object());
        List<GroupConditions> holding = status.holding(set.rollout(), groups);
        List<Condition> conditions = GroupConditions.next(
                before.conditions(), holding, set.object().getMetadata().getGeneration(), clock.instant());
        GroupStatus now = status.with(conditions);
        if (now.equals(before)) {
            return;
        }
        cluster.client
                .genericKubernetesResources(LeaderWorkerSet.CONTEXT)
                .inNamespace(set.namespace())
                .withName(set.name())
                .subresource("status")
                .patch(PatchContext.of(PatchType.JSON_MERGE), Serialization.asJson(Map.of("status", now)));
        if (!conditions.equals(before.conditions())) {
            GroupConditions told = holding.getFirst();
            events.normal(
                    set.object(),
                    told.reason(),
                    "%s, with %d groups ready of total %d groups"
                            .formatted(
                                    told.message(),
                                    now.readyReplicas(),
                                    set.rollout().replicas()));
        }
    }

    private static boolean established(CustomResourceDefinition definition) {
        return definition.getStatus() != null
                && definition.getStatus().getConditions() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }

    /** The status as it is written; counts are always there, as a patch would not take them away. */
    record GroupStatus(
            int replicas,
            int readyReplicas,
            int updatedReplicas,
            String hpaPodSelector,
            long observedGeneration,
            List<Condition> conditions) {

        static GroupStatus of(LeaderWorkerSet set, int leaders, List<Group> groups) {
            return new GroupStatus(
                    leaders,
                    (int) groups.stream().filter(Group::ready).count(),
                    (int) groups.stream().filter(Group::updated).count(),
                    "%s=%s,%s=0".formatted(LeaderWorkerSet.NAME, set.name(), LeaderWorkerSet.WORKER_INDEX),
                    set.object().getMetadata().getGeneration(),
                    List.of());
        }

        static GroupStatus read(GenericKubernetesResource set) {
            Object status =
                    Objects.requireNonNullElse(set.getAdditionalProperties().get("status"), Map.of());
            GroupStatus read = Serialization.unmarshal(Serialization.asJson(status), GroupStatus.class);
            return read.with(Objects.requireNonNullElse(read.conditions, List.<Condition>of()));
        }

        List<GroupConditions> holding(GroupRollout rollout, List<Group> groups) {
            List<Group> within = groups.stream()
                    .filter(group -> group.index() < rollout.replicas())
                    .toList();
            return GroupConditions.of(
                    rollout.replicas(),
                    (int) within.stream().filter(Group::ready).count(),
                    (int) within.stream()
                            .filter(group -> group.index() >= rollout.partition() && !group.updated())
                            .count());
        }

        GroupStatus with(List<Condition> now) {
            return new GroupStatus(replicas, readyReplicas, updatedReplicas, hpaPodSelector, observedGeneration, now);
        }
    }
}
