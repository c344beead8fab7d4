package com.amd.aim.bench;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.Watchable;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** Watches until a number of objects are as awaited, and knows when the last one was. */
final class Sighting<T extends HasMetadata> implements Watcher<T>, AutoCloseable {
    private final String what;
    private final int wanted;
    private final Predicate<T> condition;
    private final Set<String> seen = new HashSet<>();
    private final CompletableFuture<Long> complete = new CompletableFuture<>();
    private final Watch watch;

    /**
     * Begins to watch.
     *
     * @param what plural, for the sentence that not all were seen
     */
    Sighting(Watchable<T> where, String what, int wanted, Predicate<T> condition) {
        this.what = what;
        this.wanted = wanted;
        this.condition = condition;
        this.watch = where.watch(this);
    }

    @Override
    public synchronized void eventReceived(Action action, T object) {
        if (condition.test(object) && seen.add(object.getMetadata().getName()) && seen.size() == wanted) {
            complete.complete(System.nanoTime());
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        complete.completeExceptionally(cause);
    }

    /** {@link System#nanoTime} of when the last one was seen. */
    long await(Duration patience) throws InterruptedException {
        try {
            return complete.get(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the watch for " + what + " ended", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("%d of %d %s after %s".formatted(count(), wanted, what, patience), e);
        }
    }

    @Override
    public void close() {
        watch.close();
    }

    private synchronized int count() {
        return seen.size();
    }
}
