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

    /**
     * One kind of GPU, asked for by one resource name.
     *
     * @param gpu the kind
     * @param resource {@code amd.com/gpu}, or that of a partition
     * @param nodes how many nodes have it
     * @param cap the most that one node can give
     * @param mostFree the most that are free on one node; a node that does not say counts as free
     */
    record Shelf(Gpu gpu, String resource, int nodes, int cap, int mostFree) {}

    private record Kind(String gpu, String resource) {}

    /** Counts up without an object per node: there may be thousands. */
    private static final class Tally {
        private final Gpu gpu;
        private int nodes;
        private int cap;
        private int mostFree;

        private Tally(Gpu gpu) {
            this.gpu = gpu;
        }

        private void add(NodeGpus node) {
            nodes++;
            cap = Math.max(cap, node.allocatable());
            mostFree = Math.max(mostFree, Math.min(node.free().orElse(node.allocatable()), node.allocatable()));
        }
    }

    Stock(Inventory inventory, GpuCatalog gpus) {
        excluded = inventory.excluded();
        Map<Kind, Tally> found = new HashMap<>();
        for (NodeGpus node : inventory.nodes()) {
            if (node.allocatable() > 0) {
                gpus.byName(node.gpu())
                        .ifPresent(
                                gpu -> found.computeIfAbsent(new Kind(gpu.name(), node.resource()), _ -> new Tally(gpu))
                                        .add(node));
            }
        }
        shelves = found.entrySet().stream()
                .map(kind -> shelf(kind.getKey().resource(), kind.getValue()))
                .sorted(Comparator.comparing(Shelf::gpu, GpuCatalog.NEWEST_FIRST)
                        .thenComparing(Shelf::resource))
                .toList();
    }

    private static Shelf shelf(String resource, Tally tally) {
        return new Shelf(tally.gpu, resource, tally.nodes, tally.cap, tally.mostFree);
    }

    /** Every kind that is there, newest first. */
    List<Shelf> shelves() {
        return shelves;
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
