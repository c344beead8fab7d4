package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Backoff;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How simulated nodes behave.
 *
 * @param state where pods keep their files
 * @param claims where the directories of claims are, each named by its claim's uid
 * @param engineDelay how long a simulated engine takes to load a model
 * @param perToken how long a simulated engine takes for a token
 * @param crashBackoff between the restarts of a container; 10 s to 5 minutes on a real node
 * @param eagerProbes how often probes look that have not succeeded yet
 * @param retry how long until what could not be started is tried again
 */
public record KubeletSettings(
        Path state,
        Path claims,
        Duration engineDelay,
        Duration perToken,
        Backoff crashBackoff,
        Duration eagerProbes,
        Duration retry) {

    /** As close to a real node as is pleasant: quick engines, probes that look often, a real node's back-off. */
    public static KubeletSettings in(Path state) {
        return new KubeletSettings(
                state.resolve("pods"),
                state.resolve("claims"),
                Duration.ofMillis(200),
                Duration.ofMillis(2),
                new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5)),
                Duration.ofMillis(50),
                Duration.ofSeconds(1));
    }

    /** With another time to load a model. */
    public KubeletSettings withEngineDelay(Duration delay) {
        return new KubeletSettings(state, claims, delay, perToken, crashBackoff, eagerProbes, retry);
    }

    /** With another time for a token. */
    public KubeletSettings withPerToken(Duration time) {
        return new KubeletSettings(state, claims, engineDelay, time, crashBackoff, eagerProbes, retry);
    }

    /** With another back-off between the restarts of a container. */
    public KubeletSettings withCrashBackoff(Backoff backoff) {
        return new KubeletSettings(state, claims, engineDelay, perToken, backoff, eagerProbes, retry);
    }
}
