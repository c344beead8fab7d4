package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.PlanResult;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cache's claim, as seen.
 *
 * @param uid another claim under the same name has another one, and is empty
 * @param phase as Kubernetes has it
 * @param storageClass its StorageClass; absent: none was given and no default applied yet
 * @param shared whether its access mode lets several nodes use it
 * @param bytes what it asks for
 * @param pinned what was planned when it was made
 * @param terminating whether it is being deleted
 */
public record Claim(
        String uid,
        Phase phase,
        @Nullable String storageClass,
        boolean shared,
        long bytes,
        Optional<PlanResult> pinned,
        boolean terminating) {

    /** Whether a volume is behind it. */
    public enum Phase {
        PENDING,
        BOUND,
        LOST
    }
}
