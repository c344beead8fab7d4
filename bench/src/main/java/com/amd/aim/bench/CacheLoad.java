package com.amd.aim.bench;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * Caches whose plan Job is never scheduled: what is measured is what many of them cost, not how fast pods start and hubs answer.
 */
final class CacheLoad implements Load {
    @Override
    public String name() {
        return "caches";
    }

    @Override
    public String controller() {
        return "aimmodelcache";
    }

    @Override
    public void prepare(Cluster cluster, String namespace) {
        cluster.fault("stop", "scheduler");
    }

    @Override
    public HasMetadata item(String namespace, String name) {
        return Serialization.unmarshal("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata:
                  name: %s
                  namespace: %s
                spec:
                  source:
                    uri: hf://Qwen/Qwen3-32B
                """.formatted(name, namespace), AIMModelCache.class);
    }

    @Override
    public Sighting<?> workloads(KubernetesClient client, String namespace, int wanted) {
        return new Sighting<>(
                client.batch().v1().jobs().inNamespace(namespace).withLabel(Names.LABEL_CACHE),
                "Jobs",
                wanted,
                _ -> true);
    }

    @Override
    public Sighting<?> settled(KubernetesClient client, String namespace, int wanted) {
        return new Sighting<>(
                client.resources(AIMModelCache.class).inNamespace(namespace),
                "planned caches",
                wanted,
                cache -> cache.getStatus().phase() != null);
    }
}
