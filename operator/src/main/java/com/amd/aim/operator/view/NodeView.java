package com.amd.aim.operator.view;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node, reduced to what decides whether a server can run there. Two heartbeats of an unchanged node give equal values.
 *
 * @param gpus allocatable {@code amd.com/gpu}
 * @param ready whether its kubelet says so
 * @param unschedulable whether it is cordoned
 */
public record NodeView(
        String name, Map<String, String> labels, List<Taint> taints, int gpus, boolean ready, boolean unschedulable) {
    /** The resource by which the device plugin counts whole GPUs. */
    public static final String GPU_RESOURCE = "amd.com/gpu";

    public NodeView {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
    }

    public static NodeView of(Node node) {
        Map<String, String> labels = node.getMetadata().getLabels();
        Optional<NodeSpec> spec = Optional.ofNullable(node.getSpec());
        return new NodeView(
                node.getMetadata().getName(),
                labels == null ? Map.of() : labels,
                spec.map(NodeSpec::getTaints).orElse(List.of()),
                gpus(node),
                isReady(node),
                spec.map(NodeSpec::getUnschedulable).orElse(false));
    }

    /** Whether the node has GPUs, or labels that say it should. */
    public boolean concernsGpus() {
        return gpus > 0
                || labels.keySet().stream()
                        .anyMatch(label -> label.startsWith("amd.com/gpu.") || label.startsWith("beta.amd.com/gpu."));
    }

    private static int gpus(Node node) {
        return Optional.ofNullable(node.getStatus())
                .map(NodeStatus::getAllocatable)
                .map(allocatable -> allocatable.get(GPU_RESOURCE))
                .map(Quantity::getNumericalAmount)
                .map(Number::intValue)
                .orElse(0);
    }

    private static boolean isReady(Node node) {
        return Optional.ofNullable(node.getStatus()).map(NodeStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }
}
