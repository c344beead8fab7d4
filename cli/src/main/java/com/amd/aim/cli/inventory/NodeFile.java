package com.amd.aim.cli.inventory;

import com.amd.aim.cli.manifest.ManifestFile;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Node manifests, as {@code kubectl get nodes -o yaml} prints them or as somebody writes them. */
final class NodeFile {
    /** Of a DNS subdomain, which a node's name has to be. */
    private static final int LONGEST_NAME = 253;

    private static final String NAME = "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private NodeFile() {}

    /**
     * The nodes in the text.
     *
     * @throws IllegalArgumentException with a sentence, where it can be with line and column, on what is not a Node
     */
    static List<Node> read(String text) {
        List<Node> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ObjectNode object : ManifestFile.objects(text)) {
            Node node = node(object);
            if (!names.add(node.getMetadata().getName())) {
                throw new IllegalArgumentException("it holds two Nodes with the name %s; each needs its own."
                        .formatted(node.getMetadata().getName()));
            }
            nodes.add(node);
        }
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException(
                    "it holds no Node; write manifests of nodes, or lines such as 2xMI300X:8.");
        }
        return nodes;
    }

    private static Node node(ObjectNode object) {
        String kind = ManifestFile.kind(object);
        if (!kind.equals("Node")) {
            throw new IllegalArgumentException("it holds " + (kind.isEmpty() ? "what has no kind" : "a " + kind)
                    + "; there may be Nodes only, as 'kubectl get nodes -o yaml' prints them.");
        }
        String name = ManifestFile.name(object);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("it holds a Node without metadata.name.");
        }
        if (name.length() > LONGEST_NAME || !name.matches(NAME)) {
            throw new IllegalArgumentException(
                    "it holds a Node with the name '%s'; a name has small letters, digits, '-' and '.', and at most %d of them."
                            .formatted(name, LONGEST_NAME));
        }
        Node node = ManifestFile.as(withReadiness(object), Node.class);
        Optional.ofNullable(node.getSpec())
                .map(NodeSpec::getTaints)
                .orElse(List.of())
                .forEach(taint -> check(name, taint));
        Optional<NodeStatus> status = Optional.ofNullable(node.getStatus());
        status.map(NodeStatus::getAllocatable)
                .or(() -> status.map(NodeStatus::getCapacity))
                .orElse(Map.of())
                .forEach((resource, amount) -> check(name, resource, amount));
        return node;
    }

    private static void check(String node, Taint taint) {
        String key = Objects.requireNonNullElse(taint.getKey(), "");
        String effect = Objects.requireNonNullElse(taint.getEffect(), "");
        if (key.isBlank() || !EFFECTS.contains(effect)) {
            throw new IllegalArgumentException(
                    "Node %s has a taint with the key '%s' and the effect '%s'; it needs a key, and NoSchedule, PreferNoSchedule or NoExecute."
                            .formatted(node, key, effect));
        }
    }

    private static void check(String node, String resource, Quantity amount) {
        try {
            amount.getNumericalAmount();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Node %s has '%s' of %s, which is no amount; write a number such as 8."
                            .formatted(node, amount, resource),
                    e);
        }
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
