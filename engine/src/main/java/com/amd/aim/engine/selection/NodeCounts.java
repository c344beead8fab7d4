package com.amd.aim.engine.selection;

import java.util.Arrays;

/** How many nodes have so many GPUs to give, without an object per node: there may be thousands. */
final class NodeCounts {
    /** More than a replica can ask of one node; whatever a node claims beyond makes no difference. */
    private static final int MOST = 1024;

    private int[] nodes = new int[1];
    private int most;

    void add(int gpus) {
        int counted = Math.clamp(gpus, 0, MOST);
        if (counted >= nodes.length) {
            nodes = Arrays.copyOf(nodes, counted + 1);
        }
        nodes[counted]++;
        most = Math.max(most, gpus);
    }

    /** The most GPUs of any node. */
    int most() {
        return most;
    }

    /** Nodes with at least that many. */
    int atLeast(int gpus) {
        int count = 0;
        for (int gpu = Math.max(0, gpus); gpu < nodes.length; gpu++) {
            count += nodes[gpu];
        }
        return count;
    }
}
