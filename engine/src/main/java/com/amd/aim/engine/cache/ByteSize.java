package com.amd.aim.engine.cache;

import java.util.Locale;

/** Numbers of bytes for people, in the binary units that volumes are sized in. */
final class ByteSize {
    private static final String UNITS = "KMGTPE";

    private ByteSize() {}

    /** {@code 0 B}, {@code 999 B}, {@code 1.5 KiB}, {@code 61.3 GiB}. */
    static String text(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int exponent = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        double value = bytes / Math.pow(1024, exponent);
        return String.format(Locale.ROOT, "%.1f %siB", value, UNITS.charAt(exponent - 1));
    }
}
