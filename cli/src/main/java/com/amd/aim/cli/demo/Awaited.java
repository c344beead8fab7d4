package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Watches services until every one that is expected is Ready. */
public final class Awaited implements ResourceEventHandler<AIMService> {
    private final List<String> expected;
    private final Consumer<AIMService> onChange;
    private final Map<String, AIMService> seen = new ConcurrentHashMap<>();
    private final CountDownLatch allReady = new CountDownLatch(1);

    /**
     * Expects services by name.
     *
     * @param onChange hears of every state of every service
     */
    public Awaited(List<String> expected, Consumer<AIMService> onChange) {
        this.expected = List.copyOf(expected);
        this.onChange = onChange;
    }

    /** True when all were Ready at the same time before the time was over. */
    public boolean await(long milliseconds) throws InterruptedException {
        return allReady.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** The expected services as last seen, in the order in which they were expected. */
    public List<AIMService> services() {
        return expected.stream().flatMap(name -> seen(name).stream()).toList();
    }

    /** A line for each that is not Ready. */
    String complaint() {
        return expected.stream()
                .filter(name -> seen(name).filter(Services::isReady).isEmpty())
                .map(name -> "  %s: %s"
                        .formatted(name, seen(name).map(Services::whyNotReady).orElse("never seen")))
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

    private void see(AIMService service) {
        seen.put(service.getMetadata().getName(), service);
        onChange.accept(service);
        if (expected.stream()
                .allMatch(name -> seen(name).filter(Services::isReady).isPresent())) {
            allReady.countDown();
        }
    }
}
