package com.amd.aim.cli.render;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.Gpus.Listing;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.PodView;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of values, in which one service was just created; nothing in it depends on when that was.
 *
 * @param gpus the GPUs it can use
 * @param recipes of its namespace, then those for all
 * @param caches those of its namespace
 * @param deployment its workload, once it was applied
 */
record OfflineCluster(
        Gpus gpus,
        List<Recipe> recipes,
        List<CacheView> caches,
        @Nullable Deployment deployment) implements ClusterView {
    private static final String LABEL = "amd.com/gpu.";

    OfflineCluster {
        recipes = List.copyOf(recipes);
        caches = List.copyOf(caches);
    }

    /**
     * The GPUs of an inventory, as nodes that have them.
     *
     * @param labels that every node has, so that none is left out a second time
     * @param claims what services before this one were given
     */
    static Gpus gpus(Inventory inventory, GpuCatalog catalog, Map<String, String> labels, List<GpuClaim> claims) {
        List<NodeView> nodes = inventory.nodes().stream()
                .map(node -> new NodeView(
                        node.node(),
                        labelled(node, catalog, labels),
                        List.of(),
                        Map.of(node.resource(), node.allocatable()),
                        true,
                        false))
                .toList();
        List<GpuPod> pods = inventory.nodes().stream()
                .filter(node -> held(node) > 0)
                .map(node -> new GpuPod("", node.node(), node.node(), Map.of(node.resource(), held(node)), null))
                .toList();
        return new Gpus(new Listing.Known<>(nodes), new Listing.Known<>(pods), claims, 0);
    }

    private static int held(NodeGpus node) {
        return node.allocatable() - node.free().orElse(node.allocatable());
    }

    private static Map<String, String> labelled(NodeGpus node, GpuCatalog catalog, Map<String, String> labels) {
        Map<String, String> all = new TreeMap<>(labels);
        catalog.byName(node.gpu()).ifPresent(gpu -> {
            all.put(LABEL + "device-id", gpu.deviceIds().getFirst());
            gpu.partition().ifPresent(part -> all.put(LABEL + "compute-memory-partition", part.mode()));
        });
        return all;
    }

    /** The same after this workload was applied. */
    OfflineCluster with(@Nullable Deployment applied) {
        return new OfflineCluster(gpus, recipes, caches, applied);
    }

    /** The same with these caches. */
    OfflineCluster with(List<CacheView> there) {
        return new OfflineCluster(gpus, recipes, there, deployment);
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public List<Recipe> recipes(String namespace) {
        return recipes;
    }

    @Override
    public Optional<CacheView> cache(String namespace, String name) {
        return caches.stream()
                .filter(cache ->
                        cache.namespace().equals(namespace) && cache.name().equals(name))
                .findFirst();
    }

    @Override
    public List<CacheView> caches(String namespace, CacheIdentity identity) {
        return caches.stream()
                .filter(cache ->
                        cache.namespace().equals(namespace) && cache.identity().equals(identity))
                .toList();
    }

    @Override
    public Optional<Deployment> deployment(ServiceId service) {
        return Optional.ofNullable(deployment);
    }

    @Override
    public Optional<Service> frontend(ServiceId service) {
        return Optional.empty();
    }

    @Override
    public List<PodView> pods(ServiceId service) {
        return List.of();
    }
}
