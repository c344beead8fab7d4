package com.amd.aim.engine.detect;

/** What this user may do with a file. */
public enum Access {
    /** It can be read and written. */
    OPEN,
    /** It is there, and not for this user. */
    DENIED,
    /** It is not there. */
    MISSING
}
