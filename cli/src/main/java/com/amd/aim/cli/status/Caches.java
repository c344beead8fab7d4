package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Caches as last seen, found by the services that use them. */
public final class Caches {
    private final Map<String, AIMModelCache> caches = new HashMap<>();

    public static Caches of(Collection<AIMModelCache> seen) {
        Caches caches = new Caches();
        seen.forEach(caches::put);
        return caches;
    }

    void put(AIMModelCache cache) {
        caches.put(key(cache, cache.getMetadata().getName()), cache);
    }

    void remove(AIMModelCache cache) {
        caches.remove(key(cache, cache.getMetadata().getName()));
    }

    /** The cache that a service uses. */
    public Optional<AIMModelCache> usedBy(AIMService service) {
        return ServiceView.cacheName(service).map(name -> caches.get(key(service, name)));
    }

    static boolean uses(AIMService service, AIMModelCache cache) {
        return ServiceView.cacheName(service)
                .map(name -> key(service, name))
                .filter(key(cache, cache.getMetadata().getName())::equals)
                .isPresent();
    }

    private static String key(HasMetadata neighbour, String name) {
        return neighbour.getMetadata().getNamespace() + "/" + name;
    }
}
