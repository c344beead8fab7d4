package com.amd.aim.engine.fit;

/** Memory in the unit in which GPUs are labelled. */
public final class Gibibytes {
    private static final long UNIT = 1L << 30;

    private Gibibytes() {}

    /** {@code 61.0 GiB}; not by format(), which loads what is known of all languages to write one point. */
    public static String text(long bytes) {
        long size = Math.abs(bytes);
        long tenths = ((size & (UNIT - 1)) * 10 + UNIT / 2) / UNIT;
        return (bytes < 0 ? "-" : "") + (size / UNIT + tenths / 10) + "." + tenths % 10 + " GiB";
    }
}
