package com.amd.aim.sandbox.api.store;

import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param version the store's counter at this write
 * @param before absent when the object was created
 * @param after absent when the object was deleted; {@code deleted} then holds its last state with the version of the deletion
 */
public record Change(
        long version,
        @Nullable Stored before,
        @Nullable Stored after,
        @Nullable Stored deleted) {

    /** The key written. */
    public Key key() {
        Stored any = after != null ? after : deleted;
        return java.util.Objects.requireNonNull(any).key();
    }
}
