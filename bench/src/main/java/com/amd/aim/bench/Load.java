package com.amd.aim.bench;

import com.amd.aim.e2e.world.Cluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.IntStream;

/** What is applied many times at once. */
sealed interface Load permits ServiceLoad, CacheLoad {
    /** Plural, as shown. */
    String name();

    /** The controller that looks at them, as its metrics say. */
    String controller();

    /** Brings about what all of them share, so that it is not measured. */
    void prepare(Cluster cluster, String namespace);

    /** One of them, not yet created. */
    HasMetadata item(String namespace, String name);

    /** Watches for workloads. */
    Sighting<?> workloads(KubernetesClient client, String namespace, int wanted);

    /** Watches for those that have settled. */
    Sighting<?> settled(KubernetesClient client, String namespace, int wanted);

    default List<HasMetadata> items(String namespace, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> item(namespace, "bench-" + i))
                .toList();
    }
}
