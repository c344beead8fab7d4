package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.DirectoryTree;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The sandbox's provisioner, {@value #NAME}: a volume is a directory named by its claim's uid, which every simulated
 * node reaches. All access modes are granted; no size is enforced.
 */
record DirectoryProvisioner(KubernetesClient client, Path directory) {

    static final String NAME = "sandbox.aim.amd.com/directory";

    /** Makes the claim's volume, unless it is there already; returns its name. */
    String provision(PersistentVolumeClaim claim, StorageClass storageClass) throws IOException {
        Path path =
                Files.createDirectories(directory.resolve(claim.getMetadata().getUid()));
        String name = "pvc-" + claim.getMetadata().getUid();
        try {
            PersistentVolume volume =
                    client.resource(volume(claim, storageClass, name, path)).create();
            client.resource(new PersistentVolumeBuilder(volume)
                            .withNewStatus()
                            .withPhase("Bound")
                            .endStatus()
                            .build())
                    .updateStatus();
        } catch (KubernetesClientException e) {
            if (e.getCode() != 409) { // it is there: only the claim's own side is missing
                throw e;
            }
        }
        return name;
    }

    /** Ends the volume and its data. */
    void delete(PersistentVolume volume) throws IOException {
        DirectoryTree.delete(directory.resolve(volume.getSpec().getClaimRef().getUid()));
        client.resource(volume).delete();
    }

    private static PersistentVolume volume(
            PersistentVolumeClaim claim, StorageClass storageClass, String name, Path path) {
        return new PersistentVolumeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToAnnotations("pv.kubernetes.io/provisioned-by", NAME)
                .endMetadata()
                .withNewSpec()
                .withCapacity(claim.getSpec().getResources().getRequests())
                .withAccessModes(claim.getSpec().getAccessModes())
                .withVolumeMode(claim.getSpec().getVolumeMode())
                .withStorageClassName(storageClass.getMetadata().getName())
                .withPersistentVolumeReclaimPolicy(
                        Objects.requireNonNullElse(storageClass.getReclaimPolicy(), "Delete"))
                .withNewClaimRef()
                .withApiVersion("v1")
                .withKind("PersistentVolumeClaim")
                .withNamespace(claim.getMetadata().getNamespace())
                .withName(claim.getMetadata().getName())
                .withUid(claim.getMetadata().getUid())
                .endClaimRef()
                .withNewHostPath()
                .withPath(path.toString())
                .endHostPath()
                .endSpec()
                .build();
    }
}
