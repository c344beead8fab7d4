package com.amd.aim.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("GPUs that somebody writes down")
class GivenNodesTest {
    private static final GpuCatalog GPUS = Catalog.builtIn().gpus();
    private static final String NODE = """
            apiVersion: v1
            kind: Node
            metadata:
              name: %s
              labels: {amd.com/gpu.device-id: %s}
            spec: {%s}
            status:
              allocatable: {amd.com/gpu: "%d"}
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("are those of the short form, all of them free")
    void shortForm() {
        assertThat(read("1xMI300X:8", null).nodes())
                .containsExactly(new NodeGpus("mi300x-0", "MI300X", "amd.com/gpu", 8, OptionalInt.of(8)));
    }

    @Test
    @DisplayName("are of a node with two kinds only those that are asked for by name")
    void twoKinds() {
        assertThat(read("1xMI300X:4+MI210:2", "MI210").nodes())
                .extracting(NodeGpus::gpu, NodeGpus::allocatable)
                .containsExactly(tuple("MI210", 2));
        assertThat(read("1xMI300X:4+MI210:2", null).excluded())
                .extracting(Inventory.Excluded::reason)
                .containsExactly("several kinds of GPU; --hardware says which");
    }

    @Test
    @DisplayName("stand in a file with a line for each kind of node, and remarks")
    void lines() throws IOException {
        Path file = write("nodes.txt", "# the new rack\n2xMI300X:8\n\n1xMI325X:8 # on loan\n");

        assertThat(read(file.toString(), null).nodes())
                .extracting(NodeGpus::node)
                .containsExactly("mi300x-0", "mi300x-1", "mi325x-0");
    }

    @Test
    @DisplayName("are, of manifests, those that the operator would use; the others have its reasons")
    void manifests() throws IOException {
        String notReady = NODE.formatted("d", "74a1", "", 8) + "  conditions: [{type: Ready, status: \"False\"}]\n";
        Path file = write(
                "nodes.yaml",
                String.join(
                        "---\n",
                        NODE.formatted("a", "74a1", "", 8),
                        NODE.formatted("b", "74a1", "unschedulable: true", 8),
                        NODE.formatted("c", "74a1", "taints: [{key: team, value: x, effect: NoSchedule}]", 8),
                        notReady,
                        NODE.formatted("e", "74a1", "", 0)));

        Inventory inventory = read(file.toString(), null);

        assertThat(inventory.nodes())
                .containsExactly(new NodeGpus("a", "MI300X", "amd.com/gpu", 8, OptionalInt.empty()));
        assertThat(inventory.excluded())
                .extracting(Inventory.Excluded::node, Inventory.Excluded::reason)
                .containsExactly(
                        tuple("b", "cordoned"),
                        tuple("c", "tainted team=x:NoSchedule, which spec.podTemplate does not tolerate"),
                        tuple("d", "not ready"),
                        tuple("e", "no allocatable amd.com/gpu; is the device plugin running?"));
    }

    @Test
    @DisplayName("may come as a List in JSON, as kubectl prints it")
    void json() throws IOException {
        Path file = write("nodes.json", """
                {"apiVersion": "v1", "kind": "List", "items": [
                \t{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a", "labels": {"amd.com/gpu.device-id": "74a5"}},
                \t "status": {"allocatable": {"amd.com/gpu": "4"}}}]}
                """);

        assertThat(read(file.toString(), null).nodes())
                .extracting(NodeGpus::gpu, NodeGpus::allocatable)
                .containsExactly(tuple("MI325X", 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Pod | : it holds a Pod; there may be Nodes only, as 'kubectl get nodes -o yaml' prints them.",
                "a: b | : it holds what has no kind; there may be Nodes only",
                "kind: Node | : it holds a Node without metadata.name.",
                "--- {kind: Node, metadata: {name: Rack_1}} | : it holds a Node with the name 'Rack_1'; a name has small letters, digits",
                "--- {kind: List, items: [{kind: Node, metadata: {name: a}}, {kind: Node, metadata: {name: a}}]} | : it holds two Nodes with the name a;",
                "--- {kind: Node, metadata: {name: a}, spec: {taints: [{key: team}]}} | : Node a has a taint with the key 'team' and the effect '';",
                "--- {kind: Node, metadata: {name: a}, status: {allocatable: {amd.com/gpu: eight}}} | : Node a has 'eight' of amd.com/gpu, which is no amount;",
                "just words | : it holds what is no Kubernetes object.",
                "'' | : it holds no Node; write manifests of nodes, or lines such as 2xMI300X:8.",
                "a: [b | :1:6: ",
                "{\"kind\": Node} | :1:",
                "2xMI9:8 | : \"2xMI9:8\" names an unknown GPU, MI9; known are",
            })
    @DisplayName("are refused with the file, the place and what would be right")
    void refused(String text, String said) throws IOException {
        Path file = write("nodes", text);

        assertThatThrownBy(() -> read(file.toString(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + said);
    }

    @Test
    @DisplayName("are refused where there is neither such a form nor such a file")
    void neither() {
        assertThatThrownBy(() -> read("no/such/file", null))
                .hasMessage("\"no/such/file\" is not of the form NODESxGPU:COUNT (two nodes with eight MI300X each are"
                        + " 2xMI300X:8), and there is no such file.");
    }

    private Inventory read(String nodes, @Nullable String hardware) {
        Asking asking = Asking.forAny("", hardware);
        return new GivenNodes(GPUS, hardware, asking.wish()).read(nodes).inventory();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
