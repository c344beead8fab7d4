package com.amd.aim.bench;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;

/**
 * Services without replicas, all of one model whose cache is Ready: no GPU and no download is waited for, and all that is measured is the
 * operator and the API server.
 */
final class ServiceLoad implements Load {
    private static final String SPEC = """
            modelId: Qwen/Qwen3-32B
            replicas: 0
            """;
    private static final String FIRST = "first";

    @Override
    public String name() {
        return "services";
    }

    @Override
    public String controller() {
        return "aimservice";
    }

    /** One service brings the cache that all share. */
    @Override
    public void prepare(Cluster cluster, String namespace) {
        Services services = new Services(cluster, namespace);
        services.apply(Services.manifest(FIRST, SPEC)).succeeded();
        services.awaitReason(FIRST, "Ready", "ScaledToZero");
        services.await(FIRST, service -> Services.isTrue(service, "CacheReady"));
    }

    @Override
    public HasMetadata item(String namespace, String name) {
        AIMService service = Serialization.unmarshal(Services.manifest(name, SPEC), AIMService.class);
        service.getMetadata().setNamespace(namespace);
        return service;
    }

    @Override
    public Sighting<?> workloads(KubernetesClient client, String namespace, int wanted) {
        return new Sighting<>(
                client.apps().deployments().inNamespace(namespace).withLabel(Names.LABEL_SERVICE),
                "Deployments",
                wanted + 1,
                _ -> true);
    }

    @Override
    public Sighting<?> settled(KubernetesClient client, String namespace, int wanted) {
        return new Sighting<>(
                client.resources(AIMService.class).inNamespace(namespace),
                "settled services",
                wanted + 1,
                service -> Services.condition(service, "Ready")
                        .filter(ready -> "ScaledToZero".equals(ready.getReason()))
                        .isPresent());
    }
}
