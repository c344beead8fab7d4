package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets go of the caches that are held for services, once there is no operator any more that would: a cache that is deleted then,
 * alone or with its namespace, must not wait for one.
 */
public final class CacheRelease {
    private final KubernetesClient client;
    private final InUse inUse;

    public CacheRelease(KubernetesClient client) {
        this.client = client;
        this.inUse = new InUse(client);
    }

    /**
     * Releases all of them.
     *
     * @param namespaces where; empty means everywhere
     * @return {@code namespace/name} of each that was held, in order
     */
    public List<String> release(List<String> namespaces) {
        return caches(namespaces)
                .filter(cache -> cache.hasFinalizer(Names.FINALIZER_IN_USE))
                .filter(this::letGo)
                .map(cache -> cache.getMetadata().getNamespace() + "/"
                        + cache.getMetadata().getName())
                .sorted()
                .toList();
    }

    private Stream<AIMModelCache> caches(List<String> namespaces) {
        var all = client.resources(AIMModelCache.class);
        return namespaces.isEmpty()
                ? all.inAnyNamespace().list().getItems().stream()
                : namespaces.stream().flatMap(name -> all.inNamespace(name).list().getItems().stream());
    }

    /** Whether it was still there: one that has gone meanwhile cannot be applied with its uid. */
    private boolean letGo(AIMModelCache cache) {
        try {
            inUse.keep(cache, false);
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
