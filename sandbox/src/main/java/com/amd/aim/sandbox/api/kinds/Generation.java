package com.amd.aim.sandbox.api.kinds;

/** What counts up an object's {@code metadata.generation}. */
public enum Generation {
    /** The kind keeps none. */
    NONE,
    /** A change of {@code spec}. */
    SPEC,
    /** A change of anything outside {@code metadata} and, where status has a subresource, {@code status}. */
    CONTENT
}
