package com.amd.aim.engine.selection;

import java.util.List;

/**
 * There is no choice.
 *
 * @param cause what kind of thing is wrong
 * @param message for people: the field, its value and the way out
 * @param candidates every candidate with its verdict, nearest first
 */
public record NothingFits(Cause cause, String message, List<Candidate> candidates) implements Selection {
    /** Copies. */
    public NothingFits {
        candidates = List.copyOf(candidates);
    }

    /** What kind of thing is wrong. */
    public enum Cause {
        /** Neither the catalogue nor any recipe knows the model. */
        UNKNOWN_MODEL,
        /** The pinned recipe does not exist. */
        UNKNOWN_RECIPE,
        /** The pinned recipe serves another model. */
        RECIPE_FOR_OTHER_MODEL,
        /** The pinned hardware is not known. */
        UNKNOWN_HARDWARE,
        /** The pinned backend is not known. */
        UNKNOWN_BACKEND,
        /** The pinned GPU count can never work for this model. */
        INVALID_GPU_COUNT,
        /** No usable node has the pinned hardware, or any GPU at all. */
        HARDWARE_ABSENT,
        /** Everything asked for is known, but no candidate can serve it on what is there. */
        NOTHING_FITS
    }
}
