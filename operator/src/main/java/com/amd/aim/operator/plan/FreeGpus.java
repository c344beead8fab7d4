package com.amd.aim.operator.plan;

import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.Gpus.Listing;
import com.amd.aim.operator.view.ServiceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How many GPUs of each node nobody holds: neither a pod that is bound there, nor a service that was given GPUs and whose pods are
 * not bound yet. The latter are laid where they fit most tightly, as good a guess as any at what the scheduler will do.
 */
final class FreeGpus {
    private final List<NodeGpus> nodes;
    private final Map<Pool, Integer> free = new HashMap<>();

    /** What a node has of one resource. */
    private record Pool(String node, String resource) {}

    private FreeGpus(List<NodeGpus> nodes) {
        this.nodes = nodes;
        nodes.forEach(node -> free.put(pool(node), node.allocatable()));
    }

    /**
     * The nodes with what is free on each.
     *
     * @param counts which pods count
     * @param service whose own claim does not count
     */
    static List<NodeGpus> fill(List<NodeGpus> nodes, Gpus gpus, Predicate<GpuPod> counts, ServiceId service) {
        if (!(gpus.pods() instanceof Listing.Known<GpuPod>(List<GpuPod> pods))) {
            return nodes;
        }
        FreeGpus state = new FreeGpus(nodes);
        pods.stream()
                .filter(counts)
                .forEach(pod -> pod.resources()
                        .forEach((resource, count) -> state.take(new Pool(pod.node(), resource), count)));
        Map<ServiceId, Long> bound = pods.stream()
                .flatMap(pod -> Optional.ofNullable(pod.service()).stream())
                .collect(Collectors.groupingBy(id -> id, Collectors.counting()));
        gpus.claims().stream()
                .filter(claim -> !claim.service().equals(service))
                .sorted(Comparator.comparing(GpuClaim::service))
                .forEach(claim -> state.promise(claim, claim.replicas() - bound.getOrDefault(claim.service(), 0L)));
        return nodes.stream().map(state::told).toList();
    }

    private void promise(GpuClaim claim, long replicas) {
        for (long replica = 0; replica < replicas; replica++) {
            Optional<NodeGpus> tightest = nodes.stream()
                    .filter(node -> node.gpu().equals(claim.gpu()))
                    .filter(node -> left(node) >= claim.gpuCount())
                    .min(Comparator.comparingInt(this::left).thenComparing(NodeGpus::node));
            if (tightest.isEmpty()) {
                return;
            }
            take(pool(tightest.get()), claim.gpuCount());
        }
    }

    private void take(Pool pool, int gpus) {
        free.computeIfPresent(pool, (_, left) -> left - gpus);
    }

    private static Pool pool(NodeGpus node) {
        return new Pool(node.node(), node.resource());
    }

    private int left(NodeGpus node) {
        return free.getOrDefault(pool(node), 0);
    }

    private NodeGpus told(NodeGpus node) {
        return new NodeGpus(
                node.node(),
                node.gpu(),
                node.resource(),
                node.allocatable(),
                OptionalInt.of(Math.clamp(left(node), 0, node.allocatable())));
    }
}
