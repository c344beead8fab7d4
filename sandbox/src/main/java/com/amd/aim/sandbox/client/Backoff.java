package com.amd.aim.sandbox.client;

import java.time.Duration;

/** How long to wait after failures: {@code first} after one, twice as long after each further one, {@code most} at last. */
public record Backoff(Duration first, Duration most) {

    /** The wait after so many failures in a row; none after none. */
    public Duration after(int failures) {
        if (failures <= 0) {
            return Duration.ZERO;
        }
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, 20));
        return delay.compareTo(most) > 0 ? most : delay;
    }
}
