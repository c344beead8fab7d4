package com.amd.aim.sandbox.api.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The changes of one resource from a version on, in order and without a gap, until closed. */
public final class Subscription implements AutoCloseable {

    private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final List<Stored> initial;
    private final long start;
    private final Runnable onClose;

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

    /** The next change, or null when none comes within {@code limit}. */
    public @Nullable Change next(Duration limit) throws InterruptedException {
        Change ready = changes.poll();
        return ready != null ? ready : changes.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    }

    void offer(Change change) {
        changes.add(change);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
