package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.Claim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Objects;
import java.util.Optional;

/** Reduces a claim to what the planner needs. */
final class ClaimReader {
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
}
