package com.amd.aim.engine.hardware;

/** How a GPU computes a number format that it computes at all. */
public enum Computation {
    /** The matrix units take it as it is. */
    NATIVE,
    /** It is stored in memory and converted to a native format on the way to the matrix units. */
    CONVERTED
}
