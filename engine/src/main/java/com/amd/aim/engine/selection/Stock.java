package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An inventory summed up by kind of GPU: all that choosing needs to know of any number of nodes. */
final class Stock {
    private final List<Shelf> shelves;
    private final List<Inventory.Excluded> excluded;
    private final boolean spansNodes;

    /**
     * One kind of GPU, asked for by one resource name.
     *
     * @param gpu the kind
     * @param resource {@code amd.com/gpu}, or that of a partition
     * @param allocatable how many nodes can give how many
     * @param free how many nodes have how many to give now; a node that does not say counts as free
     */
    record Shelf(Gpu gpu, String resource, NodeCounts allocatable, NodeCounts free) {
        /** How many nodes have it. */
        int nodes() {
            return allocatable.atLeast(1);
        }

        /** The most that one node can give. */
        int cap() {
            return allocatable.most();
        }

        private void add(NodeGpus node) {
            allocatable.add(node.allocatable());
            free.add(Math.min(node.free().orElse(node.allocatable()), node.allocatable()));
        }
    }

    Stock(Inventory inventory, GpuCatalog gpus) {
        excluded = inventory.excluded();
        spansNodes = inventory.spansNodes();
        Map<String, Map<String, Shelf>> found = new HashMap<>();
        for (NodeGpus node : inventory.nodes()) {
            if (node.allocatable() > 0) {
                gpus.byName(node.gpu())
                        .ifPresent(gpu -> found.computeIfAbsent(gpu.name(), _ -> new HashMap<>())
                                .computeIfAbsent(
                                        node.resource(),
                                        resource -> new Shelf(gpu, resource, new NodeCounts(), new NodeCounts()))
                                .add(node));
            }
        }
        shelves = found.values().stream()
                .flatMap(byResource -> byResource.values().stream())
                .sorted(Comparator.comparing(Shelf::gpu, GpuCatalog.NEWEST_FIRST)
                        .thenComparing(Shelf::resource))
                .toList();
    }

    /** Every kind that is there, newest first. */
    List<Shelf> shelves() {
        return shelves;
    }

    /** Whether one server can be started over several of the nodes. */
    boolean spansNodes() {
        return spansNodes;
    }

    /** The most GPUs of any kind that one node can give. */
    int largestNode() {
        return shelves.stream().mapToInt(Shelf::cap).max().orElse(0);
    }

    /** {@code MI300X (2 nodes of up to 8)}, or that there is nothing, with the nodes that do not count. */
    String summary() {
        String there = shelves.stream()
                .map(shelf -> shelf.gpu().name() + " (" + shelf.nodes() + (shelf.nodes() == 1 ? " node" : " nodes")
                        + " of up to " + shelf.cap() + ")")
                .collect(Collectors.joining(", "));
        return (there.isEmpty() ? "there is no usable GPU" : "there is " + there) + notCounted();
    }

    private String notCounted() {
        if (excluded.isEmpty()) {
            return "";
        }
        String some = excluded.stream()
                .limit(3)
                .map(node -> node.node() + " (" + node.reason() + ")")
                .collect(Collectors.joining(", "));
        return "; not counted: " + some + (excluded.size() > 3 ? " and " + (excluded.size() - 3) + " more" : "");
    }
}
