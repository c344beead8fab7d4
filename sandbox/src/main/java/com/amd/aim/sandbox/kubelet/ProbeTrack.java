package com.amd.aim.sandbox.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The course of one probe of one run of a container. It counts as a kubelet counts, but until the first success it looks
 * more often than {@code periodSeconds}, so that nobody waits for what is there: of the failures seen meanwhile only one
 * per period counts, and {@code failureThreshold × periodSeconds} is as long as ever.
 *
 * @param passing what the probe says now
 * @param failures counted in a row
 * @param successes seen in a row
 * @param next when to look again
 * @param counted when the last failure was counted, in the past where none was
 */
record ProbeTrack(Terms terms, boolean passing, int failures, int successes, Instant next, Instant counted) {

    /** The kinds of probes and what each says before it has looked. */
    enum Kind {
        STARTUP(false),
        READINESS(false),
        LIVENESS(true);

        private final boolean passingAtFirst;

        Kind(boolean passingAtFirst) {
            this.passingAtFirst = passingAtFirst;
        }

        /** As events name it: {@code Readiness probe failed: …}. */
        String word() {
            return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The numbers of a probe with the API's defaults; {@code eager} is how often it looks before the first success. */
    record Terms(Duration delay, Duration period, Duration timeout, int successes, int failures, Duration eager) {

        static Terms of(Probe probe, Duration eager) {
            return new Terms(
                    seconds(probe.getInitialDelaySeconds(), 0),
                    seconds(probe.getPeriodSeconds(), 10),
                    seconds(probe.getTimeoutSeconds(), 1),
                    Objects.requireNonNullElse(probe.getSuccessThreshold(), 1),
                    Objects.requireNonNullElse(probe.getFailureThreshold(), 3),
                    eager);
        }

        private static Duration seconds(@org.jspecify.annotations.Nullable Integer seconds, int otherwise) {
            return Duration.ofSeconds(Objects.requireNonNullElse(seconds, otherwise));
        }
    }

    /** A probe of a container that has just started. */
    static ProbeTrack begin(Kind kind, Terms terms, Instant started) {
        return new ProbeTrack(terms, kind.passingAtFirst, 0, 0, started.plus(terms.delay), Instant.MIN);
    }

    /** What one look changes. */
    ProbeTrack observe(boolean success, Instant now) {
        if (success) {
            int inRow = successes + 1;
            boolean passes = passing || inRow >= terms.successes;
            return new ProbeTrack(terms, passes, 0, inRow, now.plus(pause(passes)), counted);
        }
        boolean counts = counted.equals(Instant.MIN) || !now.isBefore(counted.plus(terms.period));
        int inRow = failures + (counts ? 1 : 0);
        boolean passes = passing && inRow < terms.failures;
        return new ProbeTrack(terms, passes, inRow, 0, now.plus(pause(passes)), counts ? now : counted);
    }

    /** Whether it has failed as often as it may. */
    boolean exhausted() {
        return failures >= terms.failures;
    }

    private Duration pause(boolean passes) {
        return passes || terms.eager.compareTo(terms.period) > 0 ? terms.period : terms.eager;
    }
}
