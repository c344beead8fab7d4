package com.amd.aim.cli.inventory;

import com.amd.aim.cli.manifest.ManifestFile;
import com.amd.aim.operator.view.NodeView;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;

/** Node manifests, as {@code kubectl get nodes -o yaml} prints them or as somebody writes them. */
final class NodeFile {
    private NodeFile() {}

    /**
     * The nodes in the text.
     *
     * @throws IllegalArgumentException with a sentence, where it can be with line and column, on what is not a Node
     */
    static List<NodeView> read(String text) {
        List<NodeView> nodes =
                ManifestFile.objects(text).stream().map(NodeFile::node).toList();
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "it holds no Node; write manifests of nodes, or lines such as 2xMI300X:8.");
        }
        return nodes;
    }

    private static NodeView node(ObjectNode object) {
        String kind = ManifestFile.kind(object);
        if (!kind.equals("Node")) {
            throw new IllegalArgumentException("it holds " + (kind.isEmpty() ? "what has no kind" : "a " + kind)
                    + "; there may be Nodes only, as 'kubectl get nodes -o yaml' prints them.");
        }
        if (ManifestFile.name(object).isEmpty()) {
            throw new IllegalArgumentException("it holds a Node without metadata.name.");
        }
        return NodeView.of(ManifestFile.as(withReadiness(object), Node.class));
    }

    /** A node that somebody writes down without a word on its conditions is meant to work. */
    private static ObjectNode withReadiness(ObjectNode node) {
        if (node.path("status").path("conditions").isEmpty()) {
            node.withObjectProperty("status")
                    .withArrayProperty("conditions")
                    .addObject()
                    .put("type", "Ready")
                    .put("status", "True");
        }
        return node;
    }
}
