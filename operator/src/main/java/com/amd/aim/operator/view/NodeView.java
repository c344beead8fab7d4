package com.amd.aim.operator.view;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node, reduced to what decides whether a server can run there. Two heartbeats of an unchanged node give equal values.
 *
 * @param resources allocatable GPUs and parts of them, by resource
 * @param ready whether its kubelet says so
 * @param unschedulable whether it is cordoned
 */
public record NodeView(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        Map<String, Integer> resources,
        boolean ready,
        boolean unschedulable) {
    public NodeView {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        resources = Map.copyOf(resources);
    }

    /** With so many {@code amd.com/gpu}. */
    public NodeView(
            String name,
            Map<String, String> labels,
            List<Taint> taints,
            int gpus,
            boolean ready,
            boolean unschedulable) {
        this(name, labels, taints, gpus == 0 ? Map.of() : Map.of(GpuResources.GPU, gpus), ready, unschedulable);
    }

    public static NodeView of(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        Optional<NodeSpec> spec = Optional.ofNullable(node.getSpec());
        return new NodeView(
                node.getMetadata().getName(),
                labels == null ? Map.of() : labels,
                spec.map(NodeSpec::getTaints).orElse(List.of()),
                resources(node),
                isReady(node),
                spec.map(NodeSpec::getUnschedulable).orElse(false));
    }

    /** Whether the node has GPUs, or labels that say it should. */
    public boolean concernsGpus() {
        return gpus() > 0
                || labels.keySet().stream()
                        .anyMatch(label -> label.startsWith("amd.com/gpu.") || label.startsWith("beta.amd.com/gpu."));
    }

    /** All of them, whatever they are asked for by. */
    public int gpus() {
        return resources.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> resources(Node node) {
        return Optional.ofNullable(node.getStatus())
                .map(NodeStatus::getAllocatable)
                .map(GpuResources::of)
                .orElseGet(TreeMap::new);
    }

    private static boolean isReady(Node node) {
        return Optional.ofNullable(node.getStatus()).map(NodeStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
