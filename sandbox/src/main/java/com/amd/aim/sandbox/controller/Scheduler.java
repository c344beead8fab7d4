package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import com.amd.aim.sandbox.controller.Placement.NodeLoad;
import io.fabric8.kubernetes.api.model.Binding;
import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods a node, one at a time. Pods it has bound count as bound before the cache says so; pods that fit nowhere
 * wait until a node, a claim or another pod changes the ground, and are then tried again, oldest first.
 */
final class Scheduler {

    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

    private final Cluster cluster;
    private final KubernetesClient client;
    private final EventRecorder events;
    private final InstantSource clock;
    private final WorkQueue<Key> queue;
    private final Set<Key> waiting = ConcurrentHashMap.newKeySet();
    private final Map<String, String> assumed = new ConcurrentHashMap<>();

    /** Speaks through its own {@code client}, so that the API's log tells the scheduler from the controllers. */
    Scheduler(Cluster cluster, KubernetesClient client, EventRecorder events, InstantSource clock) {
        this.cluster = cluster;
        this.client = client;
        this.events = events;
        this.clock = clock;
        this.queue = new WorkQueue<>("scheduler", 1, this::schedule);
        cluster.pods.addEventHandler(Watches.changes(this::podChanged));
        cluster.nodes.addEventHandler(Watches.changes((before, now) -> {
            if (now != null && (before == null || !sameGround(before, now))) {
                wake();
            }
        }));
        cluster.claims.addEventHandler(Watches.any(_ -> wake()));
        cluster.storageClasses.addEventHandler(Watches.any(_ -> wake()));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private void podChanged(@Nullable Pod before, @Nullable Pod now) {
        if (now == null) {
            assumed.remove(Objects.requireNonNull(before).getMetadata().getUid());
            waiting.remove(Key.of(before));
            wake();
            return;
        }
        if (now.getSpec().getNodeName() != null) {
            assumed.remove(now.getMetadata().getUid());
        }
        boolean placed = now.getSpec().getNodeName() != null;
        boolean wasPlaced = before != null && before.getSpec().getNodeName() != null;
        if (PodState.finished(now) || (placed && !wasPlaced)) {
            wake();
        } else if (!placed) {
            queue.add(Key.of(now));
        }
    }

    private void wake() {
        waiting.stream()
                .flatMap(key -> cluster.get(cluster.pods, key).stream())
                .sorted(Comparator.comparing((Pod pod) -> pod.getMetadata().getCreationTimestamp())
                        .thenComparing(pod -> Key.of(pod).toString()))
                .forEach(pod -> queue.add(Key.of(pod)));
    }

    /** Whether nothing changed that a decision looks at. */
    private static boolean sameGround(Node before, Node now) {
        return Objects.equals(before.getSpec(), now.getSpec())
                && Objects.equals(
                        before.getMetadata().getLabels(), now.getMetadata().getLabels())
                && Objects.equals(
                        before.getStatus().getAllocatable(), now.getStatus().getAllocatable())
                && Objects.equals(readiness(before), readiness(now));
    }

    private static List<String> readiness(Node node) {
        return node.getStatus().getConditions().stream()
                .map(condition -> condition.getType() + condition.getStatus())
                .toList();
    }

    private Optional<Duration> schedule(Key key) {
        Optional<Pod> pod = cluster.get(cluster.pods, key).filter(this::ours);
        if (pod.isEmpty()) {
            waiting.remove(key);
            return Optional.empty();
        }
        waiting.add(key); // before anything is looked at: what changes from now on wakes it
        List<Node> nodes = cluster.nodes.getIndexer().list();
        PodVolumes volumes = PodVolumes.of(
                Cluster.claimsOf(pod.get()),
                claim -> cluster.get(cluster.claims, claim),
                name -> cluster.get(cluster.storageClasses, new Key("", name)));
        switch (volumes) {
            case PodVolumes.Blocked blocked ->
                postpone(pod.get(), Placement.becauseOfPod(nodes.size(), blocked.reason()));
            case PodVolumes.Waiting unbound -> place(pod.get(), nodes, unbound.claims());
            case PodVolumes.Bound _ -> place(pod.get(), nodes, List.of());
        }
        return Optional.empty();
    }

    private boolean ours(Pod pod) {
        return pod.getSpec().getNodeName() == null
                && !assumed.containsKey(pod.getMetadata().getUid())
                && PodState.active(pod)
                && Objects.requireNonNullElse(pod.getSpec().getSchedulerName(), "default-scheduler")
                        .equals("default-scheduler")
                && (pod.getSpec().getSchedulingGates() == null
                        || pod.getSpec().getSchedulingGates().isEmpty());
    }

    private void place(Pod pod, List<Node> nodes, List<PersistentVolumeClaim> unbound) {
        List<NodeLoad> loads = nodes.stream().map(this::load).toList();
        switch (Placement.decide(pod, loads)) {
            case Placement.Unschedulable unschedulable -> postpone(pod, unschedulable);
            case Placement.Bind bind when unbound.isEmpty() -> bind(pod, bind.node());
            case Placement.Bind bind -> unbound.forEach(claim -> selectNode(claim, bind.node()));
        }
    }

    private NodeLoad load(Node node) {
        String name = node.getMetadata().getName();
        Map<String, BigDecimal> requested = new TreeMap<>();
        List<Pod> pods = Stream.concat(cluster.podsOn(name).stream(), assumedOn(name))
                .filter(pod -> !PodState.finished(pod))
                .toList();
        pods.forEach(pod -> PodRequests.of(pod.getSpec())
                .forEach((resource, amount) -> requested.merge(resource, amount, BigDecimal::add)));
        return new NodeLoad(node, requested, pods);
    }

    private Stream<Pod> assumedOn(String node) {
        return cluster.pods.getIndexer().list().stream()
                .filter(pod -> pod.getSpec().getNodeName() == null)
                .filter(pod -> node.equals(assumed.get(pod.getMetadata().getUid())));
    }

    private void bind(Pod pod, String node) {
        Key key = Key.of(pod);
        Binding binding = new BindingBuilder()
                .withNewMetadata()
                .withName(key.name())
                .withNamespace(key.namespace())
                .withUid(pod.getMetadata().getUid())
                .endMetadata()
                .withNewTarget()
                .withApiVersion("v1")
                .withKind("Node")
                .withName(node)
                .endTarget()
                .build();
        assumed.put(pod.getMetadata().getUid(), node);
        try {
            client.raw("/api/v1/namespaces/" + key.namespace() + "/pods/" + key.name() + "/binding", "POST", binding);
        } catch (RuntimeException e) {
            assumed.remove(pod.getMetadata().getUid());
            throw e;
        }
        waiting.remove(key);
        events.normal(pod, "Scheduled", "Successfully assigned %s to %s".formatted(key, node));
    }

    private void selectNode(PersistentVolumeClaim claim, String node) {
        Map<String, String> annotations = claim.getMetadata().getAnnotations();
        if (annotations == null || !annotations.containsKey(SELECTED_NODE)) {
            Patches.annotate(client.resource(claim), Map.of(SELECTED_NODE, node));
        }
    }

    private void postpone(Pod pod, Placement.Unschedulable why) {
        Optional<PodCondition> before = PodState.condition(pod, "PodScheduled");
        if (before.map(PodCondition::getMessage).filter(why.message()::equals).isPresent()) {
            return;
        }
        PodCondition condition = new PodConditionBuilder()
                .withType("PodScheduled")
                .withStatus("False")
                .withReason("Unschedulable")
                .withMessage(why.message())
                .withLastTransitionTime(
                        before.map(PodCondition::getLastTransitionTime).orElseGet(() -> Times.print(clock.instant())))
                .build();
        Patches.podCondition(client, Key.of(pod), condition);
        events.warning(pod, "FailedScheduling", why.message());
    }
}
