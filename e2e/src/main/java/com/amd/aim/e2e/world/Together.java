package com.amd.aim.e2e.world;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several users at a time. */
public final class Together {
    private Together() {}

    /** Runs all at the same time, and returns when the last has ended; throws what the first that failed threw. */
    public static void run(List<Callable<Void>> tasks) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> result : threads.invokeAll(tasks)) {
                result.get();
            }
        }
    }
}
