package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cache's status when it differs. Remembers what it wrote until the informer has moved on, so that a reconcile in between
 * neither writes the same again nor takes the old conditions for the last ones.
 */
final class CacheStatusWriter {
    private record Written(String over, AIMModelCache.Status status) {}

    private final KubernetesClient client;
    private final Map<String, Written> written = new ConcurrentHashMap<>();

    CacheStatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** The cache with the status it has by now, as far as is known. */
    AIMModelCache current(AIMModelCache seen) {
        Written last = written.get(seen.getMetadata().getUid());
        if (last != null && last.over().equals(seen.getMetadata().getResourceVersion())) {
            seen.setStatus(last.status());
        }
        return seen;
    }

    /**
     * Writes.
     *
     * @return true when something was written
     */
    boolean write(AIMModelCache cache, AIMModelCache.Status status) {
        if (status.equals(cache.getStatus())) {
            return false;
        }
        try {
            client.resource(fresh(cache, status))
                    .subresource("status")
                    .patch(new PatchContext.Builder()
                            .withPatchType(PatchType.SERVER_SIDE_APPLY)
                            .withFieldManager(Names.FIELD_MANAGER)
                            .withForce(true)
                            .build());
            written.put(
                    cache.getMetadata().getUid(),
                    new Written(cache.getMetadata().getResourceVersion(), status));
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }

    void forget(AIMModelCache cache) {
        written.remove(cache.getMetadata().getUid());
    }

    /** Only what is ours: an applied status is complete, and holds nothing but itself. */
    private static AIMModelCache fresh(AIMModelCache cache, AIMModelCache.@Nullable Status status) {
        AIMModelCache fresh = new AIMModelCache();
        fresh.setMetadata(new ObjectMetaBuilder()
                .withName(cache.getMetadata().getName())
                .withNamespace(cache.getMetadata().getNamespace())
                .withUid(cache.getMetadata().getUid())
                .build());
        fresh.setStatus(status);
        return fresh;
    }
}
