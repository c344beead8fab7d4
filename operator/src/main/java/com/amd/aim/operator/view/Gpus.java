package com.amd.aim.operator.view;

import java.util.List;

/**
 * The cluster's GPUs at one moment: who could use them, who holds them, and whom they are promised to.
 *
 * @param nodes nodes that have GPUs or labels that speak of them
 * @param pods pods that hold GPUs
 * @param claims what services were given by a choice
 * @param version grows whenever a node changes; what was read at one version is out of date at the next
 */
public record Gpus(Listing<NodeView> nodes, Listing<GpuPod> pods, List<GpuClaim> claims, long version) {
    public Gpus {
        claims = List.copyOf(claims);
    }

    /** What a list request came to. */
    public sealed interface Listing<T> {
        /** All there are. */
        record Known<T>(List<T> items) implements Listing<T> {
            public Known {
                items = List.copyOf(items);
            }
        }

        /** The operator may not list them. */
        record Forbidden<T>() implements Listing<T> {}
    }
}
