package com.amd.aim.operator.plan;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.GpuIdentity;
import com.amd.aim.engine.hardware.NodeLabels;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.GpuResources;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.Gpus.Listing;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The GPUs that one service could use. What is feasible follows from what nodes have; what is free only ranks, so that a full cluster
 * never changes an answer. A service's own pods do not count against it.
 */
public final class ServiceInventory {
    private final GpuCatalog catalog;

    public ServiceInventory(GpuCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * What the service can choose from.
     *
     * @return empty when the operator may not list nodes
     */
    public Optional<Inventory> of(ServiceId service, ServiceNodes wish, Gpus gpus) {
        return read(wish, gpus, pod -> !service.equals(pod.service()), service);
    }

    /**
     * Whether one more server would find its GPUs free beside those that run; false when that is not known.
     *
     * @param sameNode whether it has to be on a node where one of the service's servers runs
     */
    public boolean hasSpare(ServiceId service, ServiceNodes wish, Gpus gpus, String gpu, int count, boolean sameNode) {
        return read(wish, gpus, _ -> true, service).map(Inventory::nodes).orElse(List.of()).stream()
                .filter(node -> node.gpu().equals(gpu))
                .filter(node -> !sameNode || hosts(node.node(), service, gpus))
                .anyMatch(node -> node.free().orElse(0) >= count);
    }

    private static boolean hosts(String node, ServiceId service, Gpus gpus) {
        return gpus.pods() instanceof Listing.Known<GpuPod>(List<GpuPod> pods)
                && pods.stream().anyMatch(pod -> node.equals(pod.node()) && service.equals(pod.service()));
    }

    private Optional<Inventory> read(ServiceNodes wish, Gpus gpus, Predicate<GpuPod> counts, ServiceId service) {
        if (!(gpus.nodes() instanceof Listing.Known<NodeView>(List<NodeView> nodes))) {
            return Optional.empty();
        }
        List<NodeGpus> usable = new ArrayList<>();
        List<Inventory.Excluded> excluded = new ArrayList<>();
        for (NodeView node : nodes) {
            Optional<String> obstacle = wish.obstacle(node);
            for (Kind kind : kinds(node, wish)) {
                switch (kind) {
                    case Kind.Unusable(String why) -> excluded.add(new Inventory.Excluded(node.name(), why));
                    case Kind.Usable(String gpu, String resource, int count) ->
                        obstacle.ifPresentOrElse(
                                why -> excluded.add(new Inventory.Excluded(node.name(), why)),
                                () -> usable.add(new NodeGpus(node.name(), gpu, resource, count, OptionalInt.empty())));
                }
            }
        }
        // nothing here starts one server over several nodes
        return Optional.of(new Inventory(FreeGpus.fill(usable, gpus, counts, service), excluded).apart());
    }

    private sealed interface Kind {
        record Usable(String gpu, String resource, int count) implements Kind {}

        record Unusable(String why) implements Kind {}
    }

    /** A node may have whole GPUs and parts of others, each asked for by a resource of its own; empty: it has none. */
    private List<Kind> kinds(NodeView node, ServiceNodes wish) {
        return switch (NodeLabels.identify(node.labels(), catalog)) {
            case GpuIdentity.Identified(Gpu gpu) ->
                node.gpus() > 0
                        ? node.resources().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(each -> kind(gpu, each.getKey(), each.getValue()))
                                .toList()
                        : List.of(new Kind.Unusable(
                                "no allocatable " + GpuResources.GPU + "; is the device plugin running?"));
            case GpuIdentity.Mixed mixed -> List.of(mixed(mixed.counts(), wish));
            case GpuIdentity.Unknown(String reason) -> List.of(new Kind.Unusable(reason));
            case GpuIdentity.None _ ->
                node.gpus() > 0
                        ? List.of(new Kind.Unusable("GPUs that no label names; is AMD's node labeller running?"))
                        : List.of();
        };
    }

    /** A resource of partitions says itself how the GPU is divided, which labels do only where all are divided alike. */
    private Kind kind(Gpu gpu, String resource, int count) {
        if (resource.equals(GpuResources.GPU)) {
            return new Kind.Usable(gpu.name(), resource, count);
        }
        String mode = GpuResources.modeOf(resource);
        if (mode.startsWith("spx")) {
            return new Kind.Usable(catalog.whole(gpu).name(), resource, count);
        }
        return catalog.divided(gpu, mode)
                .<Kind>map(part -> new Kind.Usable(part.name(), resource, count))
                .orElseGet(() -> new Kind.Unusable(
                        "%s in parts of %s, whose memory is not known; hardware/*.yaml lists partitions"
                                .formatted(catalog.whole(gpu).name(), mode)));
    }

    /** Which kind a pod gets there cannot be said, so only a user who named the kind is sent there. */
    private Kind mixed(Map<String, Integer> counts, ServiceNodes wish) {
        Optional<String> asked = Optional.ofNullable(wish.hardware())
                .flatMap(catalog::byName)
                .map(Gpu::name)
                .filter(counts::containsKey);
        if (asked.isPresent()) {
            return new Kind.Usable(asked.get(), GpuResources.GPU, counts.getOrDefault(asked.get(), 0));
        }
        String kinds = counts.entrySet().stream()
                .map(kind -> kind.getValue() + "x" + kind.getKey())
                .collect(Collectors.joining(", "));
        return new Kind.Unusable("several kinds of GPU (" + kinds
                + "), of which a pod cannot choose; name one in spec.hardware to use it");
    }
}
