package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.GpuIdentity;
import com.amd.aim.engine.hardware.NodeLabels;
import com.amd.aim.sandbox.kubelet.NodeObject.Health;
import com.amd.aim.sandbox.kubelet.NodeObject.Since;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedNodeTest {

    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();

    private static final Node LIKE = new NodeBuilder()
            .withNewMetadata()
            .withName("rack-1")
            .addToLabels("zone", "a")
            .endMetadata()
            .withNewSpec()
            .withUnschedulable(true)
            .addNewTaint("NoSchedule", "team", null, "x")
            .addNewTaint("NoExecute", "node.kubernetes.io/not-ready", null, null)
            .endSpec()
            .withNewStatus()
            .addToAllocatable("amd.com/gpu", new Quantity("1"))
            .addToAllocatable("amd.com/cpx_nps4", new Quantity("8"))
            .addToAllocatable("cpu", new Quantity("16"))
            .endStatus()
            .build();

    @Test
    @DisplayName("nodes are named by their GPU and numbered")
    void parse() {
        List<SimulatedNode> nodes = SimulatedNode.parse("2xMI300X:8, 1xMI325X:8,1xmi300x:4+MI210:2,1xMI300X:1", GPUS);
        assertThat(nodes)
                .extracting(SimulatedNode::name, SimulatedNode::gpuCount)
                .containsExactly(
                        tuple("mi300x-0", 8),
                        tuple("mi300x-1", 8),
                        tuple("mi325x-0", 8),
                        tuple("mi300x-mi210-0", 6),
                        tuple("mi300x-2", 1));
        assertThat(SimulatedNode.parse("", GPUS)).isEmpty();
    }

    @Test
    @DisplayName("an unknown GPU is refused with the known ones")
    void unknown() {
        assertThatThrownBy(() -> SimulatedNode.parse("2xMI9000:8", GPUS))
                .hasMessageStartingWith("\"2xMI9000:8\" names an unknown GPU, MI9000; known are ")
                .hasMessageContaining("MI300X");
    }

    @ParameterizedTest
    @DisplayName("what is no list of nodes is refused with the form it should have")
    @ValueSource(strings = {"MI300X", "2xMI300X", "xMI300X:8", "2xMI300X:", "2xMI300X:8,", "-1xMI300X:8"})
    void malformed(String text) {
        assertThatThrownBy(() -> SimulatedNode.parse(text, GPUS))
                .hasMessageContaining("is not of the form NODESxGPU:COUNT");
    }

    @Test
    @DisplayName("a node's labels are those of AMD's labeller, under both prefixes and in both beta shapes")
    void labels() {
        Map<String, String> labels = labels("1xMI325X:8");
        assertThat(labels)
                .containsEntry("amd.com/gpu.device-id", "74a5")
                .containsEntry("beta.amd.com/gpu.device-id", "74a5")
                .containsEntry("beta.amd.com/gpu.device-id.74a5", "8")
                .containsEntry("amd.com/gpu.product-name", "AMD_Instinct_MI325_OAM")
                .containsEntry("amd.com/gpu.vram", "256G")
                .containsEntry("amd.com/gpu.cu-count", "304")
                .containsEntry("amd.com/gpu.simd-count", "1216")
                .containsEntry("amd.com/gpu.family", "AI")
                .containsEntry("feature.node.kubernetes.io/amd-gpu", "true")
                .doesNotContainKey("amd.com/gpu.device-id.74a5");
    }

    @Test
    @DisplayName("a node with two kinds of GPU has counted labels where they differ and plain ones where they do not")
    void mixed() {
        Map<String, String> labels = labels("1xMI300X:4+MI210:2");
        assertThat(labels)
                .containsEntry("amd.com/gpu.device-id.74a1", "4")
                .containsEntry("amd.com/gpu.device-id.740f", "2")
                .containsEntry("beta.amd.com/gpu.vram.192G", "4")
                .containsEntry("amd.com/gpu.family", "AI")
                .doesNotContainKeys("amd.com/gpu.device-id", "beta.amd.com/gpu.device-id", "amd.com/gpu.vram");
    }

    @Test
    @DisplayName("parts of GPUs are recognised by the label of how they are divided")
    void divided() {
        Map<String, String> labels = labels("1xMI300X/cpx_nps4:64");

        assertThat(NodeLabels.identify(labels, GPUS))
                .isEqualTo(new GpuIdentity.Identified(
                        GPUS.byName("MI300X/cpx_nps4").orElseThrow()));
    }

    @Test
    @DisplayName("every GPU of the catalogue is recognised by the labels of its node, which are valid label values")
    void recognised() {
        GPUS.all().forEach(gpu -> {
            Map<String, String> labels = labels("1x" + gpu.name() + ":8");
            assertThat(NodeLabels.identify(labels, GPUS)).isEqualTo(new GpuIdentity.Identified(gpu));
            assertThat(labels.values())
                    .allMatch(value -> value.matches("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?"));
        });
    }

    @Test
    @DisplayName(
            "a node like another has its labels, taints and resources, but not what its cluster found out about it")
    void like() {
        SimulatedNode node = SimulatedNode.of(LIKE);

        assertThat(node.gpuCount()).isEqualTo(9);
        assertThat(node.taints()).extracting(Taint::getKey).containsExactly("team");
        Node registered = NodeObject.of(node);
        assertThat(registered.getMetadata().getLabels())
                .containsEntry("zone", "a")
                .containsEntry("kubernetes.io/hostname", "rack-1");
        assertThat(registered.getSpec().getUnschedulable()).isTrue();
        Map<String, Quantity> left = NodeObject.status(
                        node, "10.0.0.1", new Health(true, 2), new Since(Instant.EPOCH, Instant.EPOCH), Instant.EPOCH)
                .getAllocatable();
        assertThat(left)
                .containsEntry("amd.com/cpx_nps4", new Quantity("6"))
                .containsEntry("amd.com/gpu", new Quantity("1"))
                .containsEntry("cpu", new Quantity("16"))
                .containsEntry("memory", new Quantity("2Ti"));
        assertThat(SimulatedNode.of(new NodeBuilder()
                                .withNewMetadata()
                                .withName("cpu-1")
                                .endMetadata()
                                .build())
                        .gpuCount())
                .isZero();
    }

    @Test
    @DisplayName("nodes that are written down for another time are read again as they were")
    void kept() {
        List<SimulatedNode> nodes = List.of(
                SimulatedNode.of(LIKE), SimulatedNode.parse("1xMI300X:8", GPUS).getFirst());

        assertThat(KeptNodes.read(KeptNodes.write(nodes), GPUS)).isEqualTo(nodes);
        assertThat(KeptNodes.read("1xMI300X:8", GPUS)).containsExactly(nodes.getLast());
        assertThat(KeptNodes.read(KeptNodes.write(List.of()), GPUS)).isEmpty();
        assertThatThrownBy(() -> KeptNodes.read("[1]", GPUS)).hasMessageStartingWith("they are no list of nodes: ");
    }

    private static Map<String, String> labels(String nodes) {
        Node node = NodeObject.of(SimulatedNode.parse(nodes, GPUS).getFirst());
        return new TreeMap<>(node.getMetadata().getLabels());
    }
}
