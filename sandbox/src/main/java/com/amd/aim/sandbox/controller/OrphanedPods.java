package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Removes pods whose node is gone: there is no kubelet any more to end them. They count as failed by disruption first,
 * so that a Job sees what happened. A cluster waits 40 seconds before it believes that a node is gone; this does not.
 */
final class OrphanedPods {

    private final Cluster cluster;
    private final InstantSource clock;
    private final WorkQueue<Key> queue = new WorkQueue<>("orphans", 1, this::reconcile);

    OrphanedPods(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        cluster.nodes.addEventHandler(Watches.changes((before, now) -> {
            if (now == null && before != null) {
                cluster.podsOn(before.getMetadata().getName()).forEach(pod -> queue.add(Key.of(pod)));
            }
        }));
        cluster.pods.addEventHandler(Watches.any(pod -> {
            if (pod.getSpec().getNodeName() != null && !nodeInCache(pod)) {
                queue.add(Key.of(pod));
            }
        }));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private Optional<Duration> reconcile(Key key) {
        Optional<Pod> pod = cluster.get(cluster.pods, key)
                .filter(found -> found.getSpec().getNodeName() != null)
                .filter(found -> !nodeInCache(found))
                .filter(found -> cluster.client
                                .nodes()
                                .withName(found.getSpec().getNodeName())
                                .get()
                        == null);
        pod.ifPresent(this::remove);
        return Optional.empty();
    }

    private boolean nodeInCache(Pod pod) {
        return cluster.get(cluster.nodes, new Key("", pod.getSpec().getNodeName()))
                .isPresent();
    }

    private void remove(Pod pod) {
        if (!PodState.finished(pod)) {
            PodCondition disrupted = new PodConditionBuilder()
                    .withType("DisruptionTarget")
                    .withStatus("True")
                    .withReason("DeletionByPodGC")
                    .withMessage("PodGC: node no longer exists")
                    .withLastTransitionTime(Times.print(clock.instant()))
                    .build();
            Patches.podStatus(cluster.client, Key.of(pod), Map.of("phase", "Failed", "conditions", List.of(disrupted)));
        }
        cluster.client.resource(pod).withGracePeriod(0).delete();
    }
}
