package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Watches services until those that are expected are Ready. */
public final class Awaited implements ResourceEventHandler<AIMService> {
    private final List<String> expected;
    private final Consumer<AIMService> onChange;
    private final Map<String, AIMService> seen = new ConcurrentHashMap<>();
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /**
     * Expects services by name.
     *
     * @param onChange hears of every state of every service
     */
    public Awaited(List<String> expected, Consumer<AIMService> onChange) {
        this.expected = List.copyOf(expected);
        this.onChange = onChange;
    }

    /** True when all that are expected were Ready at the same time before the time was over. */
    public boolean await(Duration patience) throws InterruptedException {
        return await(expected, patience);
    }

    /** True when all of these were Ready at the same time before the time was over. */
    boolean await(List<String> names, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!names.stream().allMatch(this::isReady)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The expected services as last seen, in the order in which they were expected. */
    public List<AIMService> services() {
        return expected.stream().flatMap(name -> seen(name).stream()).toList();
    }

    /** A line for each that is not Ready. */
    String complaint() {
        return expected.stream()
                .filter(name -> !isReady(name))
                .map(name -> "  %s: %s"
                        .formatted(name, seen(name).map(Services::whyNotReady).orElse("it is not there yet")))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    @Override
    public void onAdd(AIMService service) {
        see(service);
    }

    @Override
    public void onUpdate(AIMService before, AIMService service) {
        see(service);
    }

    @Override
    public void onDelete(AIMService service, boolean stateUnknown) {
        seen.remove(service.getMetadata().getName());
    }

    private Optional<AIMService> seen(String name) {
        return Optional.ofNullable(seen.get(name));
    }

    private boolean isReady(String name) {
        return seen(name).filter(Services::isReady).isPresent();
    }

    private void see(AIMService service) {
        lock.lock();
        try {
            seen.put(service.getMetadata().getName(), service);
            onChange.accept(service);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
