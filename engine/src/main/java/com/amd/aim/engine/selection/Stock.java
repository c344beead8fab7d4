package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** An inventory summed up by kind of GPU: all that choosing needs to know of any number of nodes. */
final class Stock {
    private final Map<String, Shelf> shelves = new LinkedHashMap<>();
    private final List<Inventory.Excluded> excluded;

    /**
     * One kind of GPU.
     *
     * @param gpu the kind
     * @param nodes how many nodes have it
     * @param cap the most that one node can give
     * @param mostFree the most that are free on one node; a node that does not say counts as free
     */
    record Shelf(Gpu gpu, int nodes, int cap, int mostFree) {
        private Shelf and(Shelf more) {
            return new Shelf(gpu, nodes + more.nodes, Math.max(cap, more.cap), Math.max(mostFree, more.mostFree));
        }
    }

    Stock(Inventory inventory, GpuCatalog gpus) {
        excluded = inventory.excluded();
        Map<Gpu, Shelf> found = new LinkedHashMap<>();
        for (NodeGpus node : inventory.nodes()) {
            Optional<Gpu> gpu = gpus.byName(node.gpu()).filter(known -> node.allocatable() > 0);
            gpu.ifPresent(kind -> {
                int free = Math.min(node.free().orElse(node.allocatable()), node.allocatable());
                found.merge(kind, new Shelf(kind, 1, node.allocatable(), free), Shelf::and);
            });
        }
        gpus.all().stream()
                .filter(found::containsKey)
                .forEach(gpu -> Optional.ofNullable(found.get(gpu)).ifPresent(shelf -> shelves.put(gpu.name(), shelf)));
    }

    /** Every kind that is there, newest first. */
    List<Shelf> shelves() {
        return List.copyOf(shelves.values());
    }

    /** The most GPUs of any kind that one node can give. */
    int largestNode() {
        return shelves.values().stream().mapToInt(Shelf::cap).max().orElse(0);
    }

    /** {@code MI300X (2 nodes of up to 8)}, or that there is nothing, with the nodes that do not count. */
    String summary() {
        String there = shelves.values().stream()
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
