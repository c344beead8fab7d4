package com.amd.aim.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been started, ended in reverse order; one that cannot be ended does not keep the others from it. */
final class Closing implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    /** Waits for parts that are being started, and takes in those that came up. */
    void addStarted(List<? extends CompletableFuture<? extends AutoCloseable>> starting) {
        for (CompletableFuture<? extends AutoCloseable> part : starting) {
            // whoever joins a part that failed hears of it; the others have to be waited for all the same
            part.handle((up, _) -> Optional.ofNullable(up)).join().ifPresent(this::add);
        }
    }

    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            AutoCloseable part = started.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn()
                        .setCause(e)
                        .log("{} did not end well", part.getClass().getSimpleName());
            }
        }
    }
}
