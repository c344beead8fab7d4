package com.amd.aim.sandbox.client;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that wait to be looked at. A key waits at most once however often it is added, is never worked on by two workers
 * at a time, and comes back when it was added meanwhile: so a reconciler sees the latest state at least once after
 * every change. One that fails comes back later and later.
 */
public final class WorkQueue<K> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkQueue.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(10);
    private static final Duration LAST_RETRY = Duration.ofSeconds(10);

    /** Brings what a key names closer to what it should be. */
    @FunctionalInterface
    public interface Reconciler<K> {

        /**
         * Looks at the whole present state; knows nothing of what changed.
         *
         * @return when to look again although nothing changed
         * @throws Exception to be tried again
         */
        Optional<Duration> reconcile(K key) throws Exception;
    }

    private record Later<K>(long at, K key) {}

    private final String name;
    private final int workers;
    private final Reconciler<K> reconciler;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashSet<K> waiting = new LinkedHashSet<>();
    private final Set<K> running = new HashSet<>();
    private final Set<K> again = new HashSet<>();
    private final PriorityQueue<Later<K>> delayed = new PriorityQueue<>((a, b) -> Long.signum(a.at - b.at));
    private final Map<K, Long> due = new HashMap<>();
    private final Map<K, Integer> failures = new HashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private boolean closed;

    public WorkQueue(String name, int workers, Reconciler<K> reconciler) {
        this.name = name;
        this.workers = workers;
        this.reconciler = reconciler;
    }

    /** Starts the workers; what was added before is worked on now. */
    public void start() {
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofVirtual().name(name + "-" + i).start(this::work));
        }
    }

    /** Has the key looked at soon. */
    public void add(K key) {
        lock.lock();
        try {
            enqueue(key);
        } finally {
            lock.unlock();
        }
    }

    /** Has the key looked at after {@code delay}, or earlier where that was asked for. */
    public void addAfter(K key, Duration delay) {
        lock.lock();
        try {
            long at = System.nanoTime() + delay.toNanos();
            Long before = due.get(key);
            if (before == null || at - before < 0) {
                due.put(key, at);
                delayed.add(new Later<>(at, key));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the workers; one that is at work is interrupted and awaited. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void enqueue(K key) {
        if (running.contains(key)) {
            again.add(key);
        } else if (waiting.add(key)) {
            changed.signal();
        }
    }

    private void work() {
        for (K key = take(); key != null; key = take()) {
            Optional<Duration> next = attempt(key);
            lock.lock();
            try {
                running.remove(key);
                if (again.remove(key)) {
                    enqueue(key);
                }
            } finally {
                lock.unlock();
            }
            if (next.isPresent()) {
                addAfter(key, next.get());
            }
        }
    }

    private Optional<Duration> attempt(K key) {
        try {
            Optional<Duration> next = reconciler.reconcile(key);
            succeeded(key);
            return next;
        } catch (InterruptedException _) {
            return Optional.empty();
        } catch (Exception e) {
            return closed ? Optional.empty() : Optional.of(failed(key, e));
        }
    }

    private void succeeded(K key) {
        lock.lock();
        try {
            failures.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private Duration failed(K key, Exception e) {
        int count;
        lock.lock();
        try {
            count = failures.merge(key, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
        boolean expected = e instanceof KubernetesClientException k && (k.getCode() == 409 || k.getCode() == 404);
        if (count == 5 || (count == 1 && !expected)) {
            LOG.atWarn().setCause(e).log("{}: {} failed and will be tried again", name, key);
        }
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(count - 1, 20));
        return delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay;
    }

    private @Nullable K take() {
        lock.lock();
        try {
            while (!closed) {
                long wait = releaseDue();
                if (!waiting.isEmpty()) {
                    K key = waiting.removeFirst();
                    running.add(key);
                    return key;
                }
                if (wait == Long.MAX_VALUE) {
                    changed.await();
                } else {
                    changed.awaitNanos(wait);
                }
            }
            return null;
        } catch (InterruptedException _) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Moves what is due to the waiting keys; returns the nanoseconds until the next is. */
    private long releaseDue() {
        for (Later<K> next = delayed.peek(); next != null; next = delayed.peek()) {
            boolean current = Long.valueOf(next.at).equals(due.get(next.key));
            long left = next.at - System.nanoTime();
            if (current && left > 0) {
                return left;
            }
            delayed.poll();
            if (current) {
                due.remove(next.key);
                enqueue(next.key);
            }
        }
        return Long.MAX_VALUE;
    }
}
