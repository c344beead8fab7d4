package com.amd.aim.engine.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets a command of this process end in good order when the process is told to (SIGTERM, SIGINT): its thread is interrupted, and the
 * process ends when the command has returned, or after {@link #PATIENCE_SECONDS}. The Java runtime itself gives the exit code then:
 * 143 after SIGTERM.
 */
public final class GracefulStop {
    /** Less than the 30 seconds that Kubernetes gives a pod. */
    private static final int PATIENCE_SECONDS = 20;

    private GracefulStop() {}

    /** Runs a command to its end and returns its exit code, for {@link System#exit}. */
    public static int run(IntSupplier command) {
        Thread worker = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("graceful-stop").unstarted(() -> stop(worker, ended)));
        try {
            return command.getAsInt();
        } finally {
            ended.countDown();
        }
    }

    private static void stop(Thread worker, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            boolean _ = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
