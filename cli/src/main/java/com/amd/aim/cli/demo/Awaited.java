package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Watches services until every one that is expected is Ready. */
final class Awaited implements ResourceEventHandler<AIMService> {
    private final Set<String> expected;
    private final Consumer<AIMService> onChange;
    private final Map<String, AIMService> seen = new ConcurrentSkipListMap<>();
    private final CountDownLatch allReady = new CountDownLatch(1);

    /**
     * Expects services by name.
     *
     * @param onChange hears of every state of every service
     */
    Awaited(Set<String> expected, Consumer<AIMService> onChange) {
        this.expected = Set.copyOf(expected);
        this.onChange = onChange;
    }

    /** True when all were Ready at the same time before the time was over. */
    boolean await(long milliseconds) throws InterruptedException {
        return allReady.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** The services as last seen, by name. */
    List<AIMService> services() {
        return List.copyOf(seen.values());
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

    private void see(AIMService service) {
        seen.put(service.getMetadata().getName(), service);
        onChange.accept(service);
        if (seen.keySet().containsAll(expected) && seen.values().stream().allMatch(Services::isReady)) {
            allReady.countDown();
        }
    }
}
