package com.amd.aim.operator.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * When a failed attempt is made again.
 *
 * @param forTime waits where time heals
 * @param forAccess waits where a person has to grant something
 */
public record RetryRules(Backoff forTime, Backoff forAccess) {
    public static final RetryRules STANDARD = new RetryRules(Backoff.FOR_TIME, Backoff.FOR_ACCESS);

    /**
     * The instant of the next attempt; empty where none is made by itself.
     *
     * @param tried which try failed, from 1
     * @param retries how many the spec allows beyond the first
     */
    Optional<Instant> next(CacheFailure failure, int tried, int retries, Instant failedAt) {
        return switch (failure.recovery()) {
            case TIME -> tried <= retries ? Optional.of(failedAt.plus(forTime.after(tried))) : Optional.empty();
            case ACCESS -> Optional.of(failedAt.plus(forAccess.after(tried)));
            case CHANGE -> Optional.empty();
        };
    }
}
