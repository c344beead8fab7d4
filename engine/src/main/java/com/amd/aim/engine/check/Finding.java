package com.amd.aim.engine.check;

import java.util.Locale;

/**
 * Something in a catalogue that is wrong, or that somebody should look at.
 *
 * @param severity whether it must be mended
 * @param subject where: {@code recipes/qwen3-32b-mi300x-bf16.yaml}, {@code model Qwen/Qwen3-32B}, {@code GPU MI300X}
 * @param field what of it, {@code weights.uri}; empty: the whole
 * @param message one sentence: what is wrong, and what would be right
 */
public record Finding(Severity severity, String subject, String field, String message) {
    /** Whether a catalogue with it may be used. */
    public enum Severity {
        /** It contradicts itself, or could never work. */
        ERROR,
        /** It works, but says less, or other things, than it should. */
        WARNING
    }

    static Finding error(String subject, String field, String message) {
        return new Finding(Severity.ERROR, subject, field, message);
    }

    static Finding warning(String subject, String field, String message) {
        return new Finding(Severity.WARNING, subject, field, message);
    }

    /** {@code error: GPU MI300X: device_ids: …}, as compilers write it. */
    @Override
    public String toString() {
        return severity.name().toLowerCase(Locale.ROOT) + ": " + subject + ": " + (field.isEmpty() ? "" : field + ": ")
                + message;
    }
}
