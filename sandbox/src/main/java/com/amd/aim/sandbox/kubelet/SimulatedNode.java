package com.amd.aim.sandbox.kubelet;

import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.NodeForm;
import java.util.List;

/**
 * A node to simulate.
 *
 * @param gpus its GPUs by kind; more than one kind makes a mixed node, none a node without GPUs
 */
public record SimulatedNode(String name, List<NodeForm.Gpus> gpus) {

    public SimulatedNode {
        gpus = List.copyOf(gpus);
    }

    /** All GPUs of the node. */
    public int gpuCount() {
        return gpus.stream().mapToInt(NodeForm.Gpus::count).sum();
    }

    /**
     * Reads nodes in their short form.
     *
     * @throws IllegalArgumentException with the sentence of {@link NodeForm#parse}
     */
    public static List<SimulatedNode> parse(String text, GpuCatalog catalog) {
        return NodeForm.parse(text, catalog).stream()
                .map(node -> new SimulatedNode(node.name(), node.gpus()))
                .toList();
    }
}
