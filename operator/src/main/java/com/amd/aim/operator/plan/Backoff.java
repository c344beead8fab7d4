package com.amd.aim.operator.plan;

import java.time.Duration;

/**
 * How long to wait before the next attempt: doubling from {@code first}, never above {@code longest}.
 *
 * @param first the wait after the first failure
 * @param longest the longest wait
 */
public record Backoff(Duration first, Duration longest) {
    private static final int MANY_DOUBLINGS = 30;

    /** For what time heals. */
    public static final Backoff FOR_TIME = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));

    /** For what a person has to grant somewhere else. */
    public static final Backoff FOR_ACCESS = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(10));

    /** The wait after so many failures in a row, from 1. */
    public Duration after(int failures) {
        Duration wait = first.multipliedBy(1L << Math.min(failures - 1, MANY_DOUBLINGS));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }
}
