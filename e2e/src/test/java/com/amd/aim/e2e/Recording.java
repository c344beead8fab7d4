package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Every version of our resources in one namespace, as a watch shows them. */
final class Recording implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> versions = new CopyOnWriteArrayList<>();
    private final List<Watch> watches;

    Recording(Cluster cluster, String namespace) {
        this.watches = CrdTable.KINDS.stream()
                .map(kind -> cluster.client()
                        .genericKubernetesResources("aim.amd.com/v1alpha1", kind)
                        .inNamespace(namespace)
                        .watch(new Watcher<GenericKubernetesResource>() {
                            @Override
                            public void eventReceived(Action action, GenericKubernetesResource seen) {
                                if (action == Action.ADDED || action == Action.MODIFIED) {
                                    versions.add(JSON.valueToTree(seen));
                                }
                            }

                            @Override
                            public void onClose(WatcherException cause) {
                                throw new IllegalStateException("the watch ended", cause);
                            }
                        }))
                .toList();
    }

    /** All versions of one kind so far. */
    Stream<JsonNode> of(String kind) {
        return versions.stream().filter(seen -> kind.equals(seen.path("kind").asText()));
    }

    /** All versions so far. */
    List<JsonNode> all() {
        return List.copyOf(versions);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
    }
}
