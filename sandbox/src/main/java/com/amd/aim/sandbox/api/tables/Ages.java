package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** How long ago something was, as kubectl writes it: {@code 45s, 3m20s, 5h, 2d4h}. */
final class Ages {

    private Ages() {}

    /** The age of a time given as text; "<unknown>" without one. */
    static String since(String time, Instant now) {
        if (time.isEmpty()) {
            return "<unknown>";
        }
        try {
            return human(Duration.between(OffsetDateTime.parse(time).toInstant(), now));
        } catch (DateTimeParseException noTime) {
            return "<invalid>";
        }
    }

    static String of(JsonNode object, Instant now) {
        return since(Json.text(object, "metadata", "creationTimestamp"), now);
    }

    /** A duration in at most two units, the finer the shorter it is. */
    static String human(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < -1) {
            return "<invalid>";
        }
        if (seconds < 120) {
            return Math.max(0, seconds) + "s";
        }
        long minutes = seconds / 60;
        if (minutes < 10) {
            return minutes + "m" + rest(seconds % 60, "s");
        }
        long hours = minutes / 60;
        if (hours < 3) {
            return minutes + "m";
        }
        if (hours < 8) {
            return hours + "h" + rest(minutes % 60, "m");
        }
        long days = hours / 24;
        if (days < 2) {
            return hours + "h";
        }
        if (days < 8) {
            return days + "d" + rest(hours % 24, "h");
        }
        long years = days / 365;
        if (years < 2) {
            return days + "d";
        }
        return years < 8 ? years + "y" + rest(days % 365, "d") : years + "y";
    }

    private static String rest(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
