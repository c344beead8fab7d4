package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.controller.Placement.Bind;
import com.amd.aim.sandbox.controller.Placement.NodeLoad;
import com.amd.aim.sandbox.controller.Placement.Unschedulable;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Beside other pods, a pod goes")
class NeighboursTest {
    private static final String NEAR_CACHE = """
            podAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - labelSelector: {matchLabels: {cache: weights}}
                topologyKey: host
            """;
    private static final String FAR_FROM_CACHE = """
            podAntiAffinity:
              requiredDuringSchedulingIgnoredDuringExecution:
              - labelSelector: {matchLabels: {cache: weights}}
                topologyKey: host
            """;

    @Test
    @DisplayName("to the node of the pods that its affinity asks for, full or not")
    void attracted() {
        List<NodeLoad> nodes = List.of(load("a"), load("b", pod("there", "default", "weights", "")), load("c"));

        assertThat(Placement.decide(pod("new", "default", "none", NEAR_CACHE), nodes))
                .isEqualTo(new Bind("b"));
        assertThat(Placement.decide(pod("new", "elsewhere", "none", NEAR_CACHE), nodes))
                .as("a term without namespaces means the pod's own")
                .isEqualTo(new Unschedulable("0/3 nodes are available: 3 node(s) didn't match pod affinity rules."));
    }

    @Test
    @DisplayName("anywhere when it is the first that its own affinity asks for")
    void first() {
        assertThat(Placement.decide(
                        pod("new", "default", "weights", NEAR_CACHE),
                        List.of(load("a", pod("there", "default", "other", "")), load("b"))))
                .isEqualTo(new Bind("a"));
    }

    @Test
    @DisplayName("to no node without the label that the affinity speaks of")
    void withoutTopology() {
        Node bare = new NodeBuilder(node("a"))
                .editMetadata()
                .withLabels(Map.of())
                .endMetadata()
                .build();

        assertThat(Placement.decide(
                        pod("new", "default", "weights", NEAR_CACHE), List.of(new NodeLoad(bare, Map.of(), List.of()))))
                .isEqualTo(new Unschedulable("0/1 nodes are available: 1 node(s) didn't match pod affinity rules."));
    }

    @Test
    @DisplayName("where nobody stands that it or they cannot bear")
    void repelled() {
        Pod plain = pod("there", "default", "weights", "");
        Pod alone = pod("alone", "default", "other", FAR_FROM_CACHE);

        assertThat(Placement.decide(pod("new", "default", "x", FAR_FROM_CACHE), List.of(load("a", plain), load("b"))))
                .isEqualTo(new Bind("b"));
        assertThat(Placement.decide(pod("new", "default", "x", FAR_FROM_CACHE), List.of(load("a", plain))))
                .isEqualTo(
                        new Unschedulable("0/1 nodes are available: 1 node(s) didn't match pod anti-affinity rules."));
        assertThat(Placement.decide(pod("new", "default", "weights", ""), List.of(load("a", alone))))
                .isEqualTo(new Unschedulable(
                        "0/1 nodes are available: 1 node(s) didn't satisfy existing pods anti-affinity rules."));
    }

    @Test
    @DisplayName("nowhere while a term has a field that the sandbox does not know")
    void unknown() {
        Pod pod = pod("new", "default", "weights", NEAR_CACHE + "    matchLabelKeys: [version]\n");

        assertThat(Placement.decide(pod, List.of(load("a"))))
                .isEqualTo(new Unschedulable(
                        "0/1 nodes are available: 1 node(s) cannot be judged by matchLabelKeys in a sandbox."));
    }

    private static Pod pod(String name, String namespace, String cache, String affinity) {
        return new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .addToLabels("cache", cache)
                .endMetadata()
                .withNewSpec()
                .withAffinity(affinity.isEmpty() ? null : Serialization.unmarshal(affinity, Affinity.class))
                .endSpec()
                .build();
    }

    private static NodeLoad load(String name, Pod... pods) {
        return new NodeLoad(node(name), Map.of(), List.of(pods));
    }

    private static Node node(String name) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("host", name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("pods", new Quantity("110"))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }
}
