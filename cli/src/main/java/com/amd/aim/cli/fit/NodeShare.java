package com.amd.aim.cli.fit;

import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Partition;
import com.amd.aim.engine.model.Model;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The GPUs of one replica, the same number on each of its nodes. */
record NodeShare(int perNode, int nodes) {
    private static final int USUAL_NODE = 8;

    int gpus() {
        return perNode * nodes;
    }

    /** How many of a kind a usual node has. */
    static int fullNode(Gpu gpu) {
        return USUAL_NODE * gpu.partition().map(Partition::perGpu).orElse(1);
    }

    /** On one node every count that can share the model's heads out; on more, as many of each as can. */
    static Stream<NodeShare> all(Model model, Gpu gpu, int maxNodes) {
        int full = fullNode(gpu);
        Stream<NodeShare> one = HeadSplit.counts(model, full).stream().map(count -> new NodeShare(count, 1));
        int most = HeadSplit.counts(model, full).stream()
                .max(Comparator.naturalOrder())
                .orElse(1);
        return Stream.concat(one, IntStream.rangeClosed(2, maxNodes).mapToObj(nodes -> new NodeShare(most, nodes)));
    }

    /** So many GPUs over that many nodes, over each number of these that can have the same number each. */
    static Stream<NodeShare> of(int gpus, Gpu gpu, int maxNodes) {
        return IntStream.rangeClosed(1, maxNodes)
                .filter(nodes -> gpus % nodes == 0 && gpus / nodes <= fullNode(gpu))
                .mapToObj(nodes -> new NodeShare(gpus / nodes, nodes));
    }
}
