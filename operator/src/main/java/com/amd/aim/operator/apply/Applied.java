package com.amd.aim.operator.apply;

import java.util.List;

/**
 * What came of an apply.
 *
 * @param outcome whether a request was sent, and what it did
 * @param conflicts fields left to other appliers
 */
public record Applied(Outcome outcome, List<FieldConflict> conflicts) {
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
        PATCHED
    }
}
