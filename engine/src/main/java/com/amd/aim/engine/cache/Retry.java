package com.amd.aim.engine.cache;

import java.time.Duration;
import java.util.function.Consumer;

/** Tries again after transient failures, with growing pauses, until too many in a row brought nothing. */
final class Retry {
    private final TransferLimits limits;
    private final DownloadPorts.Pause pause;
    private final Consumer<String> log;

    Retry(TransferLimits limits, DownloadPorts ports) {
        this.limits = limits;
        this.pause = ports.pause();
        this.log = ports.log();
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T, E extends Exception> {
        T run() throws TransientFailure, DownloadException, InterruptedException, E;
    }

    <T, E extends Exception> T call(Attempt<T, E> attempt) throws DownloadException, InterruptedException, E {
        int failures = 0;
        while (true) {
            try {
                return attempt.run();
            } catch (TransientFailure e) {
                failures = e.progressed() ? 1 : failures + 1;
                if (failures >= limits.attempts()) {
                    throw new DownloadException(e.failure().error(), e.failure().message(), e);
                }
                Duration wait = e.askedPause() == null ? limits.pause(failures) : limits.askedPause(e.askedPause());
                log.accept("trying again in %d s: %s".formatted(wait.toSeconds(), e.getMessage()));
                pause.sleep(wait);
            }
        }
    }
}
