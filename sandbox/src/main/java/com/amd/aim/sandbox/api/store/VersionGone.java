package com.amd.aim.sandbox.api.store;

/** The version asked for is older than the past that is kept. */
public final class VersionGone extends Exception {

    private static final long serialVersionUID = 1L;

    private final long oldest;

    VersionGone(long oldest) {
        super("version is older than " + oldest);
        this.oldest = oldest;
    }

    /** The oldest version from which the past is whole. */
    public long oldest() {
        return oldest;
    }
}
