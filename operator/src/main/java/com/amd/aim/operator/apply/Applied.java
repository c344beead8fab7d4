package com.amd.aim.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * What came of an apply.
 *
 * @param outcome whether a request was sent, and what it did
 * @param conflicts fields left to other appliers
 * @param stored the object as the API server answered; absent where nothing was sent
 */
public record Applied(Outcome outcome, List<FieldConflict> conflicts, Optional<HasMetadata> stored) {
    public Applied {
        conflicts = List.copyOf(conflicts);
    }

    /** What was done. */
    public enum Outcome {
        /** Nothing was sent: the object is as wanted. */
        UNCHANGED,
        /** The object was not there as far as we knew. */
        CREATED,
        /** The object differed. */
        PATCHED,
        /** An object of this name is somebody else's; it was left as it is. */
        NAME_TAKEN
    }
}
