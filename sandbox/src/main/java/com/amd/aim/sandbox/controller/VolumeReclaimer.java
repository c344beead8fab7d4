package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import com.amd.aim.sandbox.client.Watches;
import com.amd.aim.sandbox.client.WorkQueue;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Ends volumes whose claim is gone, by their reclaim policy: with their data, or kept as Released. */
final class VolumeReclaimer {

    private final Cluster cluster;
    private final DirectoryProvisioner provisioner;
    private final WorkQueue<Key> queue = new WorkQueue<>("volume", 1, this::reconcile);

    VolumeReclaimer(Cluster cluster, DirectoryProvisioner provisioner) {
        this.cluster = cluster;
        this.provisioner = provisioner;
        cluster.volumes.addEventHandler(Watches.any(volume -> queue.add(Key.of(volume))));
        cluster.claims.addEventHandler(Watches.any(claim ->
                Optional.ofNullable(claim.getSpec().getVolumeName()).ifPresent(name -> queue.add(new Key("", name)))));
    }

    WorkQueue<Key> queue() {
        return queue;
    }

    private Optional<Duration> reconcile(Key key) throws IOException {
        Optional<PersistentVolume> volume = cluster.get(cluster.volumes, key).filter(this::ours);
        if (volume.isPresent() && !claimed(volume.get())) {
            reclaim(volume.get());
        }
        return Optional.empty();
    }

    private boolean ours(PersistentVolume volume) {
        return DirectoryProvisioner.NAME.equals(
                Objects.requireNonNullElse(volume.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get("pv.kubernetes.io/provisioned-by"));
    }

    private boolean claimed(PersistentVolume volume) {
        ObjectReference claim = volume.getSpec().getClaimRef();
        return claim == null
                || cluster.get(cluster.claims, new Key(claim.getNamespace(), claim.getName()))
                        .filter(there -> there.getMetadata().getUid().equals(claim.getUid()))
                        .isPresent();
    }

    private void reclaim(PersistentVolume volume) throws IOException {
        if ("Retain".equals(volume.getSpec().getPersistentVolumeReclaimPolicy())) {
            if (!"Released".equals(volume.getStatus().getPhase())) {
                cluster.client
                        .resource(new PersistentVolumeBuilder(volume)
                                .editStatus()
                                .withPhase("Released")
                                .endStatus()
                                .build())
                        .updateStatus();
            }
            return;
        }
        provisioner.delete(volume);
    }
}
