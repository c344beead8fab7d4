package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.plan.StorageKind;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reduces a claim and StorageClasses to what the planner needs. */
final class ClaimReader {
    private static final List<String> DEFAULT_CLASS =
            List.of("storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class");

    private ClaimReader() {}

    static Claim read(PersistentVolumeClaim claim) {
        String phase = claim.getStatus() == null
                ? "Pending"
                : Objects.requireNonNullElse(claim.getStatus().getPhase(), "Pending");
        Quantity size = claim.getSpec().getResources().getRequests().get("storage");
        return new Claim(
                claim.getMetadata().getUid(),
                switch (phase) {
                    case "Bound" -> Claim.Phase.BOUND;
                    case "Lost" -> Claim.Phase.LOST;
                    default -> Claim.Phase.PENDING;
                },
                claim.getSpec().getStorageClassName(),
                claim.getSpec().getAccessModes().contains("ReadWriteMany"),
                Quantity.getAmountInBytes(size).longValue(),
                Optional.ofNullable(claim.getMetadata().getAnnotations())
                        .flatMap(annotations -> JobReader.plan(annotations.get(Names.ANNOTATION_PLAN))),
                claim.isMarkedForDeletion());
    }

    static StorageKind read(StorageClass storage, SharedStorage shared) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(storage.getMetadata().getAnnotations(), Map.of());
        return new StorageKind(
                storage.getMetadata().getName(),
                storage.getProvisioner(),
                DEFAULT_CLASS.stream().anyMatch(key -> "true".equals(annotations.get(key))),
                "WaitForFirstConsumer".equals(storage.getVolumeBindingMode()),
                shared.knows(storage.getProvisioner(), Objects.requireNonNullElse(storage.getParameters(), Map.of())));
    }
}
