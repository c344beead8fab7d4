package com.amd.aim.engine.selection;

/** How the GPU relates to the one the recipe was made for. */
public enum Match {
    /** The very same. */
    EXACT,
    /** Another one of the same compiler target with no less memory. */
    COMPATIBLE
}
