package com.amd.aim.cli;

import com.amd.aim.cli.inventory.WrittenNodes;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.NodeForm;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads {@code --nodes}, where nodes are to be simulated. */
final class SimulatedNodesOption {
    private SimulatedNodesOption() {}

    /**
     * The nodes in short form, in a file of these, or like those of manifests.
     *
     * @param command whose option it is
     */
    static List<SimulatedNode> read(String nodes, Catalog catalog, CommandSpec command) {
        try {
            return switch (WrittenNodes.read(nodes, catalog.gpus())) {
                case WrittenNodes.Forms(List<NodeForm> forms) ->
                    forms.stream().map(SimulatedNode::of).toList();
                case WrittenNodes.Manifests(List<Node> manifests) ->
                    manifests.stream().map(SimulatedNode::of).toList();
            };
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--nodes: " + e.getMessage(), e);
        }
    }

    /** What is said where a cluster does not take them, with its own words where it has any. */
    static CommandFailed refused(RuntimeException problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null && !(deepest instanceof KubernetesClientException)) {
            deepest = deepest.getCause();
        }
        return new CommandFailed("The nodes cannot join the cluster: " + deepest.getMessage(), problem);
    }
}
