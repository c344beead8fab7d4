package com.amd.aim.engine.fit;

import java.util.Locale;

/** Memory in the unit in which GPUs are labelled. */
public final class Gibibytes {
    private Gibibytes() {}

    /** {@code 61.0 GiB}. */
    public static String text(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
