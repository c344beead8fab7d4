package com.amd.aim.operator;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that reconcile. They end before the informers do: an informer that is stopped forgets what it knew, and a reconcile that
 * went on would find no servers where some run, and write them down anew, without replicas.
 */
public final class ReconcileThreads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReconcileThreads.class);

    private final ThreadPoolExecutor threads;
    private final Duration lastWork;

    /**
     * Of a number that stays the same.
     *
     * @param lastWork how long those that reconcile at the end may take to come to theirs
     */
    public ReconcileThreads(int number, Duration lastWork) {
        this.threads = new ThreadPoolExecutor(
                number,
                number,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                // what is heard of while all ends is for whoever acts next
                new ThreadPoolExecutor.DiscardPolicy());
        this.lastWork = lastWork;
    }

    /** What runs on them. */
    public ExecutorService executor() {
        return threads;
    }

    /** Begins nothing more, and returns when what was begun has ended. */
    @Override
    public void close() {
        threads.shutdown();
        threads.getQueue().clear();
        if (!haveEnded(System.nanoTime() + lastWork.toNanos())) {
            log.atWarn()
                    .addKeyValue("reconciles", threads.getActiveCount())
                    .log("cut off, since they do not come to their end");
            // requests are given up when their thread is interrupted, and the reconcile with them
            threads.shutdownNow();
        }
    }

    /** Whoever closes may have been told to hurry, and has to wait all the same. */
    private boolean haveEnded(long deadline) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
