package com.amd.aim.cli.placement;

import java.util.List;

/**
 * What came of it.
 *
 * @param services in the order in which they were placed
 * @param left what is there of GPUs, and what of it is still free
 */
public record Plan(List<Placement> services, List<Left> left) {
    /** The GPUs of one kind of a node. */
    public record Left(String node, String gpu, int free, int of) {}

    public Plan {
        services = List.copyOf(services);
        left = List.copyOf(left);
    }

    /** Whether every server of every service finds its GPUs. */
    public boolean fits() {
        return services.stream().allMatch(Placement::isWhole);
    }
}
