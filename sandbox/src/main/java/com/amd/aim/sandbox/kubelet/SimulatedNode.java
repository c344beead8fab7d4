package com.amd.aim.sandbox.kubelet;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.NodeForm;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node to simulate.
 *
 * @param labels beside those that every kubelet sets
 * @param taints that it registers with
 * @param cordoned whether it registers so
 * @param resources what it can give to pods, beside what every simulated node has
 */
public record SimulatedNode(
        String name,
        Map<String, String> labels,
        List<Taint> taints,
        boolean cordoned,
        Map<String, Quantity> resources) {

    /** Of taints that a cluster puts on nodes and takes away again, by what it sees of them. */
    private static final String OF_CLUSTER = "node.kubernetes.io/";

    public SimulatedNode {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        taints = List.copyOf(taints);
        resources = Collections.unmodifiableMap(new TreeMap<>(resources));
    }

    /** A node with GPUs; more than one kind makes a mixed node, none a node without GPUs. */
    public static SimulatedNode of(NodeForm form) {
        int count = form.gpus().stream().mapToInt(NodeForm.Gpus::count).sum();
        return new SimulatedNode(
                form.name(),
                count == 0 ? Map.of() : GpuLabels.of(form.gpus()),
                List.of(),
                false,
                count == 0 ? Map.of() : Map.of(GpuResource.WHOLE, new Quantity(Integer.toString(count))));
    }

    /** A node like another one, but for what that one's cluster says of it: it will be ready. */
    public static SimulatedNode of(Node like) {
        Optional<NodeSpec> spec = Optional.ofNullable(like.getSpec());
        Optional<NodeStatus> status = Optional.ofNullable(like.getStatus());
        return new SimulatedNode(
                like.getMetadata().getName(),
                Optional.ofNullable(like.getMetadata().getLabels()).orElse(Map.of()),
                spec.map(NodeSpec::getTaints).orElse(List.of()).stream()
                        .filter(taint -> !taint.getKey().startsWith(OF_CLUSTER))
                        .toList(),
                spec.map(NodeSpec::getUnschedulable).orElse(false),
                status.map(NodeStatus::getAllocatable)
                        .or(() -> status.map(NodeStatus::getCapacity))
                        .orElse(Map.of()));
    }

    /** All GPUs of the node, and parts of them. */
    public int gpuCount() {
        return resources.entrySet().stream()
                .filter(resource -> GpuResource.isOne(resource.getKey()))
                .mapToInt(resource -> resource.getValue().getNumericalAmount().intValue())
                .sum();
    }

    /**
     * Reads nodes in their short form.
     *
     * @throws IllegalArgumentException with the sentence of {@link NodeForm#parse}
     */
    public static List<SimulatedNode> parse(String text, GpuCatalog catalog) {
        return NodeForm.parse(text, catalog).stream().map(SimulatedNode::of).toList();
    }
}
