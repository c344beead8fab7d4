package com.amd.aim.engine.selection;

/**
 * The GPUs of one replica, for people.
 *
 * @param count over all nodes
 * @param nodes how many, each with the same number
 * @param hardware the kind
 */
public record GpuAmount(int count, int nodes, String hardware) {
    /** {@code 4xMI300X}, {@code 2x8xMI300X}: for tables. */
    public String shortText() {
        return (nodes == 1 ? "" : nodes + "x") + count / nodes + "x" + hardware;
    }

    /** {@code 4 x MI300X}, {@code 16 x MI300X on 2 nodes}: for sentences. */
    public String text() {
        return count + " x " + hardware + (nodes == 1 ? "" : " on " + nodes + " nodes");
    }
}
