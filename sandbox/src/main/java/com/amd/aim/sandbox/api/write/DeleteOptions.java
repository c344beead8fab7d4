package com.amd.aim.sandbox.api.write;

import org.jspecify.annotations.Nullable;

/**
 * How to delete.
 *
 * @param graceSeconds null: what the object says
 * @param propagation what becomes of dependents; null: what the object's finalizers say, else background
 * @param uid only if the object has this uid
 * @param resourceVersion only if the object has this version
 */
public record DeleteOptions(
        @Nullable Long graceSeconds,
        @Nullable Propagation propagation,
        @Nullable String uid,
        @Nullable String resourceVersion) {

    /** What becomes of an object's dependents. */
    public enum Propagation {
        /** They go after it. */
        BACKGROUND,
        /** It waits for those that block it. */
        FOREGROUND,
        /** They stay without an owner. */
        ORPHAN
    }

    /** Deletes in the ordinary way. */
    public static DeleteOptions ordinary() {
        return new DeleteOptions(null, null, null, null);
    }

    /** Deletes the object of this uid only. */
    public static DeleteOptions of(String uid, Propagation propagation) {
        return new DeleteOptions(null, propagation, uid, null);
    }
}
