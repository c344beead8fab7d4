package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Prints what services become, once for each change that a person would see. */
public final class ServiceWatch {
    private final StatusPrinter printer;
    private final Optional<String> only;
    private final InstantSource clock;
    private final Caches caches = new Caches();
    private final Map<String, AIMService> services = new TreeMap<>();
    private final Map<String, ServiceView> told = new HashMap<>();

    /**
     * Watches.
     *
     * @param only the name of the one service that is meant; empty for all
     */
    public ServiceWatch(StatusPrinter printer, Optional<String> only, InstantSource clock) {
        this.printer = printer;
        this.only = only;
        this.clock = clock;
    }

    /** Hears of services. */
    public ResourceEventHandler<AIMService> ofServices() {
        return new Services();
    }

    /** Hears of caches, whose words a service that waits for one is told with. */
    public ResourceEventHandler<AIMModelCache> ofCaches() {
        return new CachesSeen();
    }

    private synchronized void see(AIMService service) {
        if (only.isEmpty() || only.get().equals(service.getMetadata().getName())) {
            services.put(key(service), service);
            tell(service, ServiceView.of(service, caches.usedBy(service)));
        }
    }

    private synchronized void lose(AIMService service) {
        services.remove(key(service));
        ServiceView last = told.remove(key(service));
        if (last != null) {
            printer.change(clock.instant(), last.gone());
        }
    }

    private synchronized void see(AIMModelCache cache) {
        caches.put(cache);
        tellUsers(cache);
    }

    private synchronized void lose(AIMModelCache cache) {
        caches.remove(cache);
        tellUsers(cache);
    }

    private void tellUsers(AIMModelCache cache) {
        services.values().stream()
                .filter(service -> Caches.uses(service, cache))
                .forEach(service -> tell(service, ServiceView.of(service, caches.usedBy(service))));
    }

    private void tell(AIMService service, ServiceView now) {
        if (!now.equals(told.put(key(service), now))) {
            printer.change(clock.instant(), now);
        }
    }

    private static String key(AIMService service) {
        return service.getMetadata().getNamespace() + "/"
                + service.getMetadata().getName();
    }

    private final class Services implements ResourceEventHandler<AIMService> {
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
            lose(service);
        }
    }

    private final class CachesSeen implements ResourceEventHandler<AIMModelCache> {
        @Override
        public void onAdd(AIMModelCache cache) {
            see(cache);
        }

        @Override
        public void onUpdate(AIMModelCache before, AIMModelCache cache) {
            see(cache);
        }

        @Override
        public void onDelete(AIMModelCache cache, boolean stateUnknown) {
            lose(cache);
        }
    }
}
