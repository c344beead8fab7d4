package com.amd.aim.engine.selection;

import java.util.Comparator;
import java.util.List;

/**
 * The GPUs there are to choose from.
 *
 * @param nodes the usable ones, sorted by node
 * @param spansNodes whether one server can be started over several of them
 * @param excluded nodes that have GPUs but cannot be used, for messages, sorted by node
 */
public record Inventory(List<NodeGpus> nodes, boolean spansNodes, List<Excluded> excluded) {
    /** Why a node does not count: {@code cordoned}, {@code two kinds of GPU}. */
    public record Excluded(String node, String reason) {}

    /** Sorts, so that what is decided never depends on the order in which nodes were listed. */
    public Inventory {
        nodes = nodes.stream()
                .sorted(Comparator.comparing(NodeGpus::node)
                        .thenComparing(NodeGpus::gpu)
                        .thenComparing(NodeGpus::resource))
                .toList();
        excluded =
                excluded.stream().sorted(Comparator.comparing(Excluded::node)).toList();
    }

    /** The same where no server can be started over several nodes. */
    public Inventory apart() {
        return new Inventory(nodes, false, excluded);
    }

    /** An inventory whose nodes can work together. */
    public Inventory(List<NodeGpus> nodes, List<Excluded> excluded) {
        this(nodes, true, excluded);
    }

    /** The same that leaves nothing out. */
    public static Inventory of(List<NodeGpus> nodes) {
        return new Inventory(nodes, List.of());
    }
}
