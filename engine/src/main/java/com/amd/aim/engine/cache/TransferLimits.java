package com.amd.aim.engine.cache;

import java.time.Duration;

/**
 * How hard a download tries.
 *
 * @param parallelism files at a time
 * @param attempts tries in a row that bring nothing before it is given up; a try that brought bytes starts the count again
 * @param contentAttempts how often a file is downloaded whole when its hash is wrong
 * @param firstPause after a failed try; each further one in a row waits twice as long
 * @param longestPause where the doubling ends
 * @param longestAskedPause the longest that a hub which names a time is waited for
 * @param answer how long a connection or the first byte of an answer may take
 * @param stall how long an answer may stay silent in the middle
 */
public record TransferLimits(
        int parallelism,
        int attempts,
        int contentAttempts,
        Duration firstPause,
        Duration longestPause,
        Duration longestAskedPause,
        Duration answer,
        Duration stall) {

    /** For real networks: about two minutes until an outage is reported; the hub's own rate limit has windows of five minutes. */
    public static TransferLimits standard() {
        return new TransferLimits(
                8,
                8,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(310),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60));
    }

    /** The same with another number of files at a time. */
    public TransferLimits withParallelism(int files) {
        return new TransferLimits(
                files, attempts, contentAttempts, firstPause, longestPause, longestAskedPause, answer, stall);
    }

    /** The pause after so many failures in a row, from 1. */
    Duration pause(int failures) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(failures - 1, 20));
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }

    /** The pause when the hub asked for one. */
    Duration askedPause(Duration asked) {
        return asked.compareTo(longestAskedPause) < 0 ? asked : longestAskedPause;
    }
}
