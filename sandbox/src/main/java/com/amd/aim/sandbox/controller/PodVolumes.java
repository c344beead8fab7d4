package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether the claims of a pod allow it to be scheduled now; reasons in the words of kube-scheduler. */
sealed interface PodVolumes {

    /** All claims are bound. */
    record Bound() implements PodVolumes {}

    /** These claims wait for their first consumer: they must be given a node first. */
    record Waiting(List<PersistentVolumeClaim> claims) implements PodVolumes {}

    /** The pod cannot go anywhere. */
    record Blocked(String reason) implements PodVolumes {}

    static PodVolumes of(
            Stream<Key> claims,
            Function<Key, Optional<PersistentVolumeClaim>> claim,
            Function<String, Optional<StorageClass>> storageClass) {
        List<PersistentVolumeClaim> waiting = new ArrayList<>();
        for (Key key : claims.toList()) {
            Optional<PersistentVolumeClaim> found = claim.apply(key);
            if (found.isEmpty()) {
                return new Blocked("persistentvolumeclaim \"" + key.name() + "\" not found");
            }
            if (found.get().getMetadata().getDeletionTimestamp() != null) {
                return new Blocked("persistentvolumeclaim \"" + key.name() + "\" is being deleted");
            }
            if (isBound(found.get())) {
                continue;
            }
            if (!waitsForConsumer(found.get(), storageClass)) {
                return new Blocked("pod has unbound immediate PersistentVolumeClaims");
            }
            waiting.add(found.get());
        }
        return waiting.isEmpty() ? new Bound() : new Waiting(List.copyOf(waiting));
    }

    static boolean isBound(PersistentVolumeClaim claim) {
        return claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    }

    /** Whether the claim's class exists and binds only once a pod that uses the claim has a node. */
    static boolean waitsForConsumer(
            PersistentVolumeClaim claim, Function<String, Optional<StorageClass>> storageClass) {
        return Optional.ofNullable(claim.getSpec().getStorageClassName())
                .flatMap(storageClass)
                .map(StorageClass::getVolumeBindingMode)
                .filter("WaitForFirstConsumer"::equals)
                .isPresent();
    }
}
