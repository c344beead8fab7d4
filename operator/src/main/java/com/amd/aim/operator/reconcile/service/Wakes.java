package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.view.ServiceId;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for what: services by the cache they use, and services that no GPU fits. A service says so after it was planned; what
 * changed before it could say so, the reconciler notices by looking once more.
 */
final class Wakes {
    private final Map<ResourceID, Set<ServiceId>> byCache = new ConcurrentHashMap<>();
    private final Map<ServiceId, ResourceID> caches = new ConcurrentHashMap<>();
    private final Set<ServiceId> hardware = ConcurrentHashMap.newKeySet();

    /** From now on the service is woken when this cache changes, and no other. */
    void onCache(ServiceId service, @Nullable String cache) {
        ResourceID wanted = cache == null ? null : new ResourceID(cache, service.namespace());
        ResourceID before = wanted == null ? caches.remove(service) : caches.put(service, wanted);
        if (before != null && !before.equals(wanted)) {
            byCache.computeIfPresent(before, (_, services) -> without(services, service));
        }
        if (wanted != null) {
            byCache.computeIfAbsent(wanted, _ -> ConcurrentHashMap.newKeySet()).add(service);
        }
    }

    /** Whether the service is woken when nodes change. */
    void onHardware(ServiceId service, boolean waits) {
        if (waits) {
            hardware.add(service);
        } else {
            hardware.remove(service);
        }
    }

    void forget(ServiceId service) {
        onCache(service, null);
        hardware.remove(service);
    }

    Set<ResourceID> ofCache(ResourceID cache) {
        return resources(byCache.getOrDefault(cache, Set.of()));
    }

    Set<ResourceID> ofHardware() {
        return resources(hardware);
    }

    private static @Nullable Set<ServiceId> without(Set<ServiceId> services, ServiceId service) {
        services.remove(service);
        return services.isEmpty() ? null : services;
    }

    private static Set<ResourceID> resources(Set<ServiceId> services) {
        return services.stream()
                .map(service -> new ResourceID(service.name(), service.namespace()))
                .collect(Collectors.toSet());
    }
}
