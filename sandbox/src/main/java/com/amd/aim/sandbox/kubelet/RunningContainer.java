package com.amd.aim.sandbox.kubelet;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A container that was started. */
public interface RunningContainer {

    /**
     * Completes with the exit code when the container has ended and holds nothing any more: no thread, no port, no
     * open file.
     */
    CompletableFuture<Integer> exitCode();

    /**
     * Asks the container to end, as SIGTERM does, and ends it by force after {@code grace}, as SIGKILL does. Returns
     * at once; {@link #exitCode()} tells when it is over. May be
     * called again with a shorter grace.
     */
    void stop(Duration grace);
}
