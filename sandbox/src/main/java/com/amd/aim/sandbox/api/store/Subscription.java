package com.amd.aim.sandbox.api.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The changes of one resource from a version on, in order and without a gap, until closed. */
public final class Subscription implements AutoCloseable {

    /** An empty one stands behind the last change. */
    private final LinkedBlockingQueue<Optional<Change>> changes = new LinkedBlockingQueue<>();

    private final List<Stored> initial;
    private final long start;
    private final Runnable onClose;
    private volatile boolean ended;

    Subscription(List<Stored> initial, long start, Runnable onClose) {
        this.initial = initial;
        this.start = start;
        this.onClose = onClose;
    }

    /** The objects at {@link #start()}, when the subscription was asked to begin with the state; else empty. */
    public List<Stored> initial() {
        return initial;
    }

    /** The version after which the changes begin. */
    public long start() {
        return start;
    }

    /** The next change, or null when none comes within {@code limit} or none will come any more. */
    public @Nullable Change next(Duration limit) throws InterruptedException {
        Optional<Change> next = changes.poll();
        if (next == null && !ended) {
            next = changes.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        }
        ended |= next != null && next.isEmpty();
        return next == null ? null : next.orElse(null);
    }

    /** Whether no more changes will come: the resource was defined anew, so that readers must begin again. */
    public boolean isEnded() {
        return ended;
    }

    void end() {
        changes.add(Optional.empty());
    }

    void offer(Change change) {
        changes.add(Optional.of(change));
    }

    @Override
    public void close() {
        onClose.run();
    }
}
