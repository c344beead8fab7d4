package com.amd.aim.cli.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How fast a download is, by what was seen of it. Status is written every few seconds; between two of them the time that is left goes on
 * counting down.
 *
 * @param bytes last seen
 * @param at when they were first seen
 * @param perSecond empty before a second number was seen
 */
record Pace(long bytes, Instant at, OptionalLong perSecond) {
    /** After so long without a byte a rate says nothing about what is left. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    static Pace first(long bytes, Instant now) {
        return new Pace(bytes, now, OptionalLong.empty());
    }

    /** What it becomes when so many bytes are seen; fewer than before mean that it began anew. */
    Pace seen(long seen, Instant now) {
        long millis = Duration.between(at, now).toMillis();
        if (seen < bytes) {
            return first(seen, now);
        }
        if (seen == bytes || millis <= 0) {
            return this;
        }
        long fresh = Math.max(1, Math.round((seen - bytes) * 1000.0 / millis));
        // half of what was known, so that one late status is not taken for a slow line
        long rate = perSecond.isPresent() ? (perSecond.getAsLong() + fresh) / 2 : fresh;
        return new Pace(seen, now, OptionalLong.of(rate));
    }

    /** How it stands. */
    Transfer transfer(long total, Instant now) {
        Duration quiet = Duration.between(at, now);
        boolean running = bytes < total;
        boolean silent = running && quiet.compareTo(SILENCE) > 0;
        OptionalLong rate = running && !silent ? perSecond : OptionalLong.empty();
        Optional<Duration> left = rate.isPresent()
                ? Optional.of(atLeastOne(Duration.ofSeconds(Math.ceilDiv(total - bytes, Math.max(1, rate.getAsLong())))
                        .minus(quiet)))
                : Optional.empty();
        return new Transfer(bytes, total, rate, left, silent ? Optional.of(quiet) : Optional.empty());
    }

    private static Duration atLeastOne(Duration left) {
        return left.toSeconds() < 1 ? Duration.ofSeconds(1) : left;
    }
}
