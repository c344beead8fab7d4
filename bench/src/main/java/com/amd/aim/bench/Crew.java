package com.amd.aim.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A number of threads that do the same to each item of a list. */
final class Crew implements AutoCloseable {
    private final ExecutorService threads;

    Crew(int size) {
        this.threads = Executors.newFixedThreadPool(size);
    }

    /** Does it to all, and returns the seconds that took. */
    <T> double timed(List<T> items, Consumer<T> work) throws InterruptedException {
        long start = System.nanoTime();
        List<Callable<Boolean>> tasks = items.stream()
                .<Callable<Boolean>>map(item -> () -> {
                    work.accept(item);
                    return true;
                })
                .toList();
        for (Future<Boolean> done : threads.invokeAll(tasks)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a write failed", e);
            }
        }
        return seconds(start, System.nanoTime());
    }

    static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    @Override
    public void close() {
        threads.close();
    }
}
