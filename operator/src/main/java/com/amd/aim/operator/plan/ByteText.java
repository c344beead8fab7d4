package com.amd.aim.operator.plan;

import java.util.Locale;

/** Numbers of bytes for people, in the binary units that volumes are sized in. */
public final class ByteText {
    private static final String UNITS = "KMGTPE";

    private ByteText() {}

    /** {@code 999 B}, {@code 1.5 KiB}, {@code 61.1 GiB}. */
    public static String of(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int exponent = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %siB", bytes / Math.pow(1024, exponent), UNITS.charAt(exponent - 1));
    }
}
