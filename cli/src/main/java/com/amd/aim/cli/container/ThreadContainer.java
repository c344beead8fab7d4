package com.amd.aim.cli.container;

import com.amd.aim.sandbox.kubelet.RunningContainer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** A container that is a thread. SIGTERM is an interrupt; a thread cannot be killed, so SIGKILL is no longer being waited for. */
final class ThreadContainer implements RunningContainer {
    /** What a shell says of a process that a signal ended: 128 + SIGKILL. */
    private static final int KILLED = 137;
    /** As Java itself ends after an exception that nobody caught. */
    private static final int UNCAUGHT = 1;

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread thread;

    private ThreadContainer(String name, IntSupplier program) {
        thread = Thread.ofVirtual().name(name).unstarted(() -> run(program));
    }

    static ThreadContainer start(String name, IntSupplier program) {
        ThreadContainer container = new ThreadContainer(name, program);
        container.thread.start();
        return container;
    }

    @Override
    public CompletableFuture<Integer> exitCode() {
        return exitCode.copy();
    }

    @Override
    public void stop(Duration grace) {
        thread.interrupt();
        CompletableFuture.delayedExecutor(grace.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> exitCode.complete(KILLED));
    }

    private void run(IntSupplier program) {
        int code = UNCAUGHT;
        try {
            code = program.getAsInt();
        } finally {
            exitCode.complete(code);
        }
    }
}
