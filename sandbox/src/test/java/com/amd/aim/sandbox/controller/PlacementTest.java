package com.amd.aim.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.controller.Placement.Bind;
import com.amd.aim.sandbox.controller.Placement.NodeLoad;
import com.amd.aim.sandbox.controller.Placement.Unschedulable;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorTermBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    @Test
    @DisplayName("the least allocated of the nodes that fit wins, and the first by name among equals")
    void leastAllocated() {
        assertThat(decide(pod(1), List.of(load(node("b", 8), 4), load(node("a", 8), 4), load(node("c", 8), 2))))
                .isEqualTo(new Bind("c"));
        assertThat(decide(pod(1), List.of(load(node("b", 8), 0), load(node("a", 8), 0))))
                .isEqualTo(new Bind("a"));
    }

    @Test
    @DisplayName("the order of the nodes does not matter")
    void orderDoesNotMatter() {
        List<NodeLoad> nodes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            nodes.add(load(node("n" + i, 8), i % 3));
        }
        Placement decision = decide(pod(2), nodes);
        Collections.reverse(nodes);
        assertThat(decide(pod(2), nodes)).isEqualTo(decision);
    }

    @Test
    @DisplayName("nothing fits: the message counts the nodes by reason, as kube-scheduler words it")
    void message() {
        PodSpec pod = new PodSpecBuilder(pod(8))
                .addToNodeSelector("amd.com/gpu.device-id", "74a1")
                .build();
        Node other = new NodeBuilder(node("c", 8))
                .editMetadata()
                .addToLabels("amd.com/gpu.device-id", "74a5")
                .endMetadata()
                .build();
        assertThat(decide(pod, List.of(load(labelled("a"), 1), load(labelled("b"), 8), load(other, 0))))
                .isEqualTo(new Unschedulable("0/3 nodes are available: 1 node(s) didn't match Pod's node"
                        + " affinity/selector, 2 Insufficient amd.com/gpu."));
    }

    @Test
    @DisplayName("a cluster without nodes says so")
    void noNodes() {
        assertThat(decide(pod(1), List.of())).isEqualTo(new Unschedulable("no nodes available to schedule pods"));
    }

    @Test
    @DisplayName("a cordoned node is unschedulable, unless the pod tolerates that")
    void cordoned() {
        Node cordoned = new NodeBuilder(node("a", 8))
                .editSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        assertThat(decide(pod(1), List.of(load(cordoned, 0))))
                .isEqualTo(new Unschedulable("0/1 nodes are available: 1 node(s) were unschedulable."));
        PodSpec tolerant = new PodSpecBuilder(pod(1))
                .addNewToleration()
                .withKey("node.kubernetes.io/unschedulable")
                .withOperator("Exists")
                .endToleration()
                .build();
        assertThat(decide(tolerant, List.of(load(cordoned, 0)))).isEqualTo(new Bind("a"));
    }

    @Test
    @DisplayName("a node that is not Ready repels pods as if tainted")
    void notReady() {
        Node down = new NodeBuilder(node("a", 8))
                .editStatus()
                .editFirstCondition()
                .withStatus("False")
                .endCondition()
                .endStatus()
                .build();
        assertThat(decide(pod(1), List.of(load(down, 0))))
                .isEqualTo(new Unschedulable("0/1 nodes are available: 1 node(s) had untolerated taint(s)."));
    }

    @ParameterizedTest(name = "taint {0}, toleration {1} {2} {3} {4}: {5}")
    @DisplayName("taints and tolerations")
    @CsvSource(nullValues = "-", textBlock = """
                    NoSchedule,       -,           -,      -,       -,          away
                    PreferNoSchedule, -,           -,      -,       -,          lands
                    NoSchedule,       amd.com/gpu, Exists, -,       NoSchedule, lands
                    NoSchedule,       amd.com/gpu, Exists, -,       NoExecute,  away
                    NoExecute,        amd.com/gpu, Exists, -,       -,          lands
                    NoSchedule,       amd.com/gpu, Equal,  present, NoSchedule, lands
                    NoSchedule,       amd.com/gpu, -,      present, NoSchedule, lands
                    NoSchedule,       amd.com/gpu, Equal,  other,   NoSchedule, away
                    NoSchedule,       other,       Exists, -,       NoSchedule, away
                    NoSchedule,       -,           Exists, -,       -,          lands
                    """)
    void taints(String effect, String key, String operator, String value, String tolerated, String outcome) {
        Node tainted = new NodeBuilder(node("a", 8))
                .editSpec()
                .addNewTaint()
                .withKey("amd.com/gpu")
                .withValue("present")
                .withEffect(effect)
                .endTaint()
                .endSpec()
                .build();
        PodSpecBuilder pod = new PodSpecBuilder(pod(1));
        if (key != null || operator != null) {
            pod.addNewToleration()
                    .withKey(key)
                    .withOperator(operator)
                    .withValue(value)
                    .withEffect(tolerated)
                    .endToleration();
        }
        assertThat(decide(pod.build(), List.of(load(tainted, 0))) instanceof Bind)
                .isEqualTo(outcome.equals("lands"));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @DisplayName("required node affinity")
    @CsvSource(nullValues = "-", textBlock = """
                    size, In,           4;8, lands
                    size, In,           4,   away
                    gone, In,           4,   away
                    size, NotIn,        4,   lands
                    size, NotIn,        8,   away
                    gone, NotIn,        8,   lands
                    size, Exists,       -,   lands
                    gone, Exists,       -,   away
                    gone, DoesNotExist, -,   lands
                    size, DoesNotExist, -,   away
                    size, Gt,           7,   lands
                    size, Gt,           8,   away
                    size, Lt,           9,   lands
                    size, Lt,           8,   away
                    gone, Lt,           9,   away
                    word, Gt,           1,   away
                    """)
    void affinity(String key, String operator, String values, String outcome) {
        Node node = new NodeBuilder(node("a", 8))
                .editMetadata()
                .addToLabels(Map.of("size", "8", "word", "eight"))
                .endMetadata()
                .build();
        NodeSelectorTerm term = new NodeSelectorTermBuilder()
                .addNewMatchExpression()
                .withKey(key)
                .withOperator(operator)
                .withValues(values == null ? List.of() : List.of(values.split(";")))
                .endMatchExpression()
                .build();
        assertThat(decide(requiring(term), List.of(load(node, 0))) instanceof Bind)
                .isEqualTo(outcome.equals("lands"));
    }

    @Test
    @DisplayName("terms are alternatives, an empty one matches nothing, and the node's name is a field")
    void terms() {
        NodeSelectorTerm named = new NodeSelectorTermBuilder()
                .addNewMatchField()
                .withKey("metadata.name")
                .withOperator("In")
                .withValues("b")
                .endMatchField()
                .build();
        NodeSelectorTerm empty = new NodeSelectorTerm();
        List<NodeLoad> nodes = List.of(load(node("a", 8), 0), load(node("b", 8), 7));
        assertThat(decide(requiring(empty, named), nodes)).isEqualTo(new Bind("b"));
        assertThat(decide(requiring(empty), nodes)).isInstanceOf(Unschedulable.class);
    }

    @Test
    @DisplayName("a rule that is not known here keeps the pod waiting instead of being ignored")
    void unknownRules() {
        PodSpec pod = new PodSpecBuilder(pod(1))
                .addNewTopologySpreadConstraint()
                .withTopologyKey("kubernetes.io/hostname")
                .withWhenUnsatisfiable("DoNotSchedule")
                .endTopologySpreadConstraint()
                .build();
        assertThat(decide(pod, List.of(load(node("a", 8), 0))))
                .isEqualTo(
                        new Unschedulable(
                                "0/1 nodes are available: 1 node(s) cannot be judged by topologySpreadConstraints in a sandbox."));
    }

    @Test
    @DisplayName("a node takes no more pods than it allows, however little they ask for")
    void tooManyPods() {
        PodSpec small = new PodSpecBuilder()
                .addNewContainer()
                .withName("c")
                .endContainer()
                .build();
        NodeLoad full = new NodeLoad(
                node("a", 8),
                Map.of(),
                Collections.nCopies(
                        110,
                        new PodBuilder()
                                .withNewMetadata()
                                .endMetadata()
                                .withNewSpec()
                                .endSpec()
                                .build()));
        assertThat(decide(small, List.of(full)))
                .isEqualTo(new Unschedulable("0/1 nodes are available: 1 Too many pods."));
    }

    @Test
    @DisplayName("requests are the sum of the containers or the largest init container, and limits count as requests")
    void requests() {
        PodSpec pod = new PodSpecBuilder()
                .addNewInitContainer()
                .withName("i")
                .withNewResources()
                .addToRequests("cpu", new Quantity("3"))
                .addToRequests("memory", new Quantity("1Gi"))
                .endResources()
                .endInitContainer()
                .addNewContainer()
                .withName("a")
                .withNewResources()
                .addToRequests("cpu", new Quantity("500m"))
                .addToLimits("cpu", new Quantity("4"))
                .addToLimits("amd.com/gpu", new Quantity("2"))
                .endResources()
                .endContainer()
                .addNewContainer()
                .withName("b")
                .withNewResources()
                .addToRequests("cpu", new Quantity("1"))
                .addToRequests("memory", new Quantity("2Gi"))
                .endResources()
                .endContainer()
                .build();
        Map<String, BigDecimal> requests = PodRequests.of(pod);
        assertThat(requests).containsOnlyKeys("amd.com/gpu", "cpu", "memory");
        assertThat(requests.get("cpu")).isEqualByComparingTo("3");
        assertThat(requests.get("memory")).isEqualByComparingTo(BigDecimal.valueOf(2L << 30));
        assertThat(requests.get("amd.com/gpu")).isEqualByComparingTo("2");
    }

    private static PodSpec requiring(NodeSelectorTerm... terms) {
        return new PodSpecBuilder(pod(1))
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .withNodeSelectorTerms(terms)
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .build();
    }

    private static PodSpec pod(int gpus) {
        return new PodSpecBuilder()
                .addNewContainer()
                .withName("server")
                .withNewResources()
                .addToLimits("amd.com/gpu", new Quantity(Integer.toString(gpus)))
                .endResources()
                .endContainer()
                .build();
    }

    private static Node labelled(String name) {
        return new NodeBuilder(node(name, 8))
                .editMetadata()
                .addToLabels("amd.com/gpu.device-id", "74a1")
                .endMetadata()
                .build();
    }

    private static Node node(String name, int gpus) {
        return new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addToAllocatable("amd.com/gpu", new Quantity(Integer.toString(gpus)))
                .addToAllocatable("cpu", new Quantity("64"))
                .addToAllocatable("memory", new Quantity("1Ti"))
                .addToAllocatable("pods", new Quantity("110"))
                .addNewCondition()
                .withType("Ready")
                .withStatus("True")
                .endCondition()
                .endStatus()
                .build();
    }

    private static NodeLoad load(Node node, int gpus) {
        return new NodeLoad(node, Map.of("amd.com/gpu", BigDecimal.valueOf(gpus)), List.of());
    }

    private static Placement decide(PodSpec pod, List<NodeLoad> nodes) {
        return Placement.decide(
                new PodBuilder()
                        .withNewMetadata()
                        .withName("pod")
                        .withNamespace("default")
                        .endMetadata()
                        .withSpec(pod)
                        .build(),
                nodes);
    }
}
