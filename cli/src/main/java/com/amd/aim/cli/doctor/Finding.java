package com.amd.aim.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One line of the doctor's.
 *
 * @param subject what it is about, in a word or two
 * @param message one sentence
 * @param fix the command that repairs it, or shows where it is broken; absent where nothing is
 */
public record Finding(
        Level level,
        String subject,
        String message,
        @Nullable String fix) {

    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        ERROR
    }

    static Finding ok(String subject, String message) {
        return new Finding(Level.OK, subject, message, null);
    }

    static Finding warning(String subject, String message, String fix) {
        return new Finding(Level.WARNING, subject, message, fix);
    }

    static Finding error(String subject, String message, String fix) {
        return new Finding(Level.ERROR, subject, message, fix);
    }

    /** What cannot be looked at is neither right nor wrong. */
    static Finding hidden(String subject, String resource, Seen.Hidden<?> hidden) {
        return warning(
                subject,
                "Not checked, since this user cannot list %s: %s".formatted(resource, hidden.why()),
                "kubectl auth can-i list " + resource);
    }
}
