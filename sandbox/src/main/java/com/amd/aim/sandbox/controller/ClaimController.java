package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Binds claims, by the one provisioner there is, and keeps a claim that a pod uses from going away. A claim of another
 * provisioner's class waits and says why, as it does in a cluster where nobody provisions that class.
 */
final class ClaimController {

    private static final String PROTECTION = "kubernetes.io/pvc-protection";
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final Map<String, String> BOUND =
            Map.of("pv.kubernetes.io/bind-completed", "yes", "pv.kubernetes.io/bound-by-controller", "yes");
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final Cluster cluster;
    private final EventRecorder events;
    private final DirectoryProvisioner provisioner;
    private final WorkQueue<Key> queue = new WorkQueue<>("claim", 2, this::reconcile);

    ClaimController(Cluster cluster, EventRecorder events, DirectoryProvisioner provisioner) {
        this.cluster = cluster;
        this.events = events;
        this.provisioner = provisioner;
        cluster.claims.addEventHandler(Watches.any(claim -> queue.add(Key.of(claim))));
        cluster.storageClasses.addEventHandler(Watches.any(_ -> cluster.claims.getIndexer().list().stream()
                .filter(claim -> !PodVolumes.isBound(claim))
                .forEach(claim -> queue.add(Key.of(claim)))));
        cluster.pods.addEventHandler(Watches.any(pod ->
                Cluster.claimsOf(pod).filter(claim -> !PodState.active(pod)).forEach(queue::add)));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private Optional<Duration> reconcile(Key key) throws IOException {
        Optional<PersistentVolumeClaim> found = cluster.get(cluster.claims, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        PersistentVolumeClaim claim = found.get();
        if (claim.getMetadata().getDeletionTimestamp() != null) {
            release(claim);
        } else if (!claim.getMetadata().getFinalizers().contains(PROTECTION)) {
            List<String> finalizers = new ArrayList<>(claim.getMetadata().getFinalizers());
            finalizers.add(PROTECTION);
            setFinalizers(claim, finalizers);
        } else if (!PodVolumes.isBound(claim)) {
            bind(claim);
        }
        return Optional.empty();
    }

    /** Lets a deleted claim go once no pod needs it. */
    private void release(PersistentVolumeClaim claim) {
        boolean used = cluster.podsUsing(Key.of(claim)).stream().anyMatch(pod -> !PodState.finished(pod));
        if (!used && claim.getMetadata().getFinalizers().contains(PROTECTION)) {
            setFinalizers(
                    claim,
                    claim.getMetadata().getFinalizers().stream()
                            .filter(finalizer -> !finalizer.equals(PROTECTION))
                            .toList());
        }
    }

    private void setFinalizers(PersistentVolumeClaim claim, List<String> finalizers) {
        Patches.merge(
                cluster.client.resource(claim),
                Map.of(
                        "metadata",
                        Map.of("resourceVersion", claim.getMetadata().getResourceVersion(), "finalizers", finalizers)));
    }

    private void bind(PersistentVolumeClaim claim) throws IOException {
        String wanted = claim.getSpec().getStorageClassName();
        if (wanted == null) {
            defaultClass()
                    .ifPresent(name -> Patches.merge(
                            cluster.client.resource(claim), Map.of("spec", Map.of("storageClassName", name))));
            return; // without a default it waits, silently, for a volume of no class
        }
        Optional<StorageClass> storageClass = cluster.get(cluster.storageClasses, new Key("", wanted));
        if (wanted.isEmpty()) {
            events.normal(
                    claim,
                    "FailedBinding",
                    "no persistent volumes available for this claim and no storage class is set");
        } else if (storageClass.isEmpty()) {
            events.warning(claim, "ProvisioningFailed", "storageclass.storage.k8s.io \"" + wanted + "\" not found");
        } else if (waiting(claim)) {
            events.normal(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        } else if (!DirectoryProvisioner.NAME.equals(storageClass.get().getProvisioner())) {
            events.normal(
                    claim,
                    "ExternalProvisioning",
                    "Waiting for a volume to be created either by the external provisioner '%s' or manually by the"
                                    .formatted(storageClass.get().getProvisioner())
                            + " system administrator. If volume creation is delayed, please verify that the provisioner"
                            + " is running and correctly registered.");
        } else {
            provision(claim, storageClass.get());
        }
    }

    private boolean waiting(PersistentVolumeClaim claim) {
        return PodVolumes.waitsForConsumer(claim, name -> cluster.get(cluster.storageClasses, new Key("", name)))
                && !Objects.requireNonNullElse(claim.getMetadata().getAnnotations(), Map.of())
                        .containsKey(SELECTED_NODE);
    }

    /** The default class, the newest of several as the API server chooses it. */
    private Optional<String> defaultClass() {
        return cluster.storageClasses.getIndexer().list().stream()
                .filter(storageClass -> Objects.requireNonNullElse(
                                storageClass.getMetadata().getAnnotations(), Map.<String, String>of())
                        .getOrDefault(DEFAULT_CLASS, "false")
                        .equals("true"))
                .max(Comparator.comparing((StorageClass storageClass) ->
                                storageClass.getMetadata().getCreationTimestamp())
                        .thenComparing(
                                storageClass -> storageClass.getMetadata().getName()))
                .map(storageClass -> storageClass.getMetadata().getName());
    }

    private void provision(PersistentVolumeClaim claim, StorageClass storageClass) throws IOException {
        String volume = provisioner.provision(claim, storageClass);
        events.normal(claim, "ProvisioningSucceeded", "Successfully provisioned volume " + volume);
        PersistentVolumeClaim bound = Patches.merge(
                cluster.client.resource(claim),
                Map.of("spec", Map.of("volumeName", volume), "metadata", Map.of("annotations", BOUND)));
        cluster.client
                .resource(new PersistentVolumeClaimBuilder(bound)
                        .withNewStatus()
                        .withPhase("Bound")
                        .withAccessModes(claim.getSpec().getAccessModes())
                        .withCapacity(claim.getSpec().getResources().getRequests())
                        .endStatus()
                        .build())
                .updateStatus();
    }
}
