package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSetStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes the ReplicaSets of a Deployment: creates, resizes, numbers and forgets its generations. */
final class ReplicaSetGenerations {

    static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.comparing(
                    (ReplicaSet set) -> set.getMetadata().getCreationTimestamp())
            .thenComparing(set -> set.getMetadata().getName());

    private static final String REVISION = "deployment.kubernetes.io/revision";
    private static final String DESIRED = "deployment.kubernetes.io/desired-replicas";
    private static final String MAXIMUM = "deployment.kubernetes.io/max-replicas";
    private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

    private final KubernetesClient client;
    private final EventRecorder events;

    ReplicaSetGenerations(KubernetesClient client, EventRecorder events) {
        this.client = client;
        this.events = events;
    }

    /** A new generation with so many pods at first. One that is there already is what the cache does not show yet. */
    void create(Deployment deployment, String name, String hash, int pods, List<ReplicaSet> old) {
        ReplicaSet set = generation(deployment, name, hash, pods, latest(old) + 1);
        try {
            client.resource(set).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                return;
            }
            events.warning(
                    deployment,
                    "ReplicaSetCreateError",
                    "Failed to create new replica set \"%s\": %s".formatted(name, e.getMessage()));
            throw e;
        }
        scaled(deployment, name, 0, pods);
    }

    private static ReplicaSet generation(Deployment deployment, String name, String hash, int pods, long revision) {
        Map<String, String> annotations = new HashMap<>(
                Objects.requireNonNullElse(deployment.getMetadata().getAnnotations(), Map.of()));
        annotations.remove(APPLIED);
        annotations.put(REVISION, Long.toString(revision));
        annotations.putAll(sizes(deployment));
        return new ReplicaSetBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(deployment.getMetadata().getNamespace())
                .withAnnotations(annotations)
                .withLabels(deployment.getSpec().getTemplate().getMetadata().getLabels())
                .addToLabels(PodTemplates.HASH, hash)
                .addToOwnerReferences(Owners.controlledBy(deployment))
                .endMetadata()
                .withNewSpec()
                .withReplicas(pods)
                .withMinReadySeconds(deployment.getSpec().getMinReadySeconds())
                .withSelector(Owners.narrowed(deployment.getSpec().getSelector(), PodTemplates.HASH, hash))
                .withTemplate(PodTemplates.labelled(deployment.getSpec().getTemplate(), hash))
                .endSpec()
                .build();
    }

    /** Tells a generation its size, unless somebody changed it meanwhile. */
    void resize(Deployment deployment, ReplicaSet set, int pods) {
        int before = Objects.requireNonNullElse(set.getSpec().getReplicas(), 1);
        Patches.merge(
                client.resource(set),
                Map.of(
                        "metadata",
                        Map.of(
                                "resourceVersion", set.getMetadata().getResourceVersion(),
                                "annotations", sizes(deployment)),
                        "spec",
                        Map.of("replicas", pods)));
        scaled(deployment, set.getMetadata().getName(), before, pods);
    }

    /** Gives a generation that is current again the newest number, and the Deployment the number of its generation. */
    void keepRevision(Deployment deployment, ReplicaSet fresh, List<ReplicaSet> old) {
        long latest = latest(old);
        String revision = revision(fresh) > latest ? Long.toString(revision(fresh)) : Long.toString(latest + 1);
        Map<String, String> wanted = Map.of(REVISION, revision);
        if (revision(fresh) <= latest) {
            Patches.annotate(client.resource(fresh), wanted);
        }
        if (!revision.equals(annotation(deployment.getMetadata().getAnnotations(), REVISION))) {
            Patches.annotate(client.resource(deployment), wanted);
        }
    }

    /** Deletes old generations without pods beyond the history that is kept. */
    void forget(Deployment deployment, List<ReplicaSet> old) {
        int kept = Objects.requireNonNullElse(deployment.getSpec().getRevisionHistoryLimit(), 10);
        List<ReplicaSet> empty = old.stream()
                .filter(set -> Objects.requireNonNullElse(set.getSpec().getReplicas(), 1) == 0 && replicas(set) == 0)
                .filter(set -> set.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparingLong(ReplicaSetGenerations::revision))
                .toList();
        empty.stream()
                .limit(Math.max(0, old.size() - kept))
                .forEach(set -> client.resource(set).delete());
    }

    static int replicas(ReplicaSet set) {
        return count(set, ReplicaSetStatus::getReplicas);
    }

    static int ready(ReplicaSet set) {
        return count(set, ReplicaSetStatus::getReadyReplicas);
    }

    static int available(ReplicaSet set) {
        return count(set, ReplicaSetStatus::getAvailableReplicas);
    }

    private static int count(ReplicaSet set, Function<ReplicaSetStatus, @Nullable Integer> field) {
        return set.getStatus() == null ? 0 : Objects.requireNonNullElse(field.apply(set.getStatus()), 0);
    }

    private void scaled(Deployment deployment, String name, int from, int to) {
        if (from != to) {
            events.normal(
                    deployment,
                    "ScalingReplicaSet",
                    "Scaled %s replica set %s from %d to %d".formatted(from < to ? "up" : "down", name, from, to));
        }
    }

    private static Map<String, String> sizes(Deployment deployment) {
        Rollout rollout = Rollout.of(deployment.getSpec());
        return Map.of(
                DESIRED, Integer.toString(rollout.replicas()),
                MAXIMUM, Integer.toString(rollout.replicas() + rollout.maxSurge()));
    }

    private static long latest(List<ReplicaSet> sets) {
        return sets.stream().mapToLong(ReplicaSetGenerations::revision).max().orElse(0);
    }

    private static long revision(ReplicaSet set) {
        String revision = annotation(set.getMetadata().getAnnotations(), REVISION);
        return revision == null ? 0 : Long.parseLong(revision);
    }

    private static @Nullable String annotation(@Nullable Map<String, String> annotations, String name) {
        return annotations == null ? null : annotations.get(name);
    }
}
