package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim sandbox")
class SandboxCommandTest {
    private static final Path KUBECTL = Path.of("/usr/bin/kubectl");
    private static final Pattern EXPORT = Pattern.compile("export KUBECONFIG=(\\S+)");
    private static final String LAST_LINE = "Ctrl-C ends it all.";

    @TempDir
    Path folder;

    private Set<Path> filesBefore = Set.of();

    @BeforeEach
    void lookAround() throws IOException {
        filesBefore = TemporaryFiles.now();
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(TemporaryFiles.now()).as("files left behind").isEqualTo(filesBefore);
    }

    @Test
    @DisplayName("does what it says: kubectl applies an example and sees it served, by the operator in it")
    void servesKubectl() throws Exception {
        assumeTrue(System.getenv("CI") != null || Files.isExecutable(KUBECTL), "there is no kubectl on this machine");
        try (Background sandbox = Background.start("sandbox", "--nodes=1xMI300X:8", "--with-operator")) {
            String said = sandbox.awaitOut(LAST_LINE);
            assertThat(said)
                    .contains("mi300x-0, with 8 GPUs", "The operator runs in it")
                    .doesNotContain("aim operator");
            Path kubeconfig = kubeconfig(said);

            assertThat(kubectl(kubeconfig, "apply", "-f", Tree.root() + "/examples/1-one-line.yaml"))
                    .isEqualTo("aimservice.aim.amd.com/qwen3-32b created");
            kubectl(kubeconfig, "wait", "--for=condition=Ready", "aimservice/qwen3-32b", "--timeout=90s");
            assertThat(kubectl(kubeconfig, "get", "nodes", "-o", "name")).isEqualTo("node/mi300x-0");

            assertThat(sandbox.stop()).isEqualTo(143);
            assertThat(kubeconfig).doesNotExist();
            assertThat(sandbox.err()).isEmpty();
        }
    }

    @Test
    @DisplayName("works beside another one, each with a kubeconfig of its own that its user alone may read")
    void besideAnother() throws Exception {
        Path named = folder.resolve("it's mine");
        try (Background one = Background.start("sandbox", "--nodes=1xMI300X:8");
                Background other = Background.start("sandbox", "--nodes=", "--kubeconfig=" + named)) {
            String said = one.awaitOut(LAST_LINE);
            assertThat(said).containsPattern("aim operator --http-port=0 --hub-endpoint=http://127.0.0.1:\\d+ ");
            assertThat(other.awaitOut(LAST_LINE))
                    .contains("no node, with 0 GPUs", "export KUBECONFIG='" + folder + "/it'\\''s mine'\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(named)))
                    .isEqualTo("rw-------");

            assertThat(fault(kubeconfig(said), "node-lost", "mi300x-0").exitCode())
                    .isZero();
            assertThat(fault(kubeconfig(said), "list").out()).contains("Node mi300x-0 is gone");
            assertThat(fault(named, "list").out()).isEqualTo("Nothing is wrong.\n");
            Invocation taken = Invocation.of("sandbox", "--kubeconfig=" + named);
            assertThat(taken.exitCode()).isEqualTo(1);
            assertThat(taken.err()).contains("--kubeconfig " + named + ": it exists");

            assertThat(one.stop()).isEqualTo(143);
            assertThat(other.stop()).isEqualTo(143);
            assertThat(named).doesNotExist();
        }
    }

    @Test
    @DisplayName("takes the place of a sandbox that left its kubeconfig, and answers on the port that was asked for")
    void takesPlaceOfEnded() throws Exception {
        Path named = folder.resolve("kubeconfig");
        String left;
        try (Background first = Background.start("sandbox", "--nodes=", "--kubeconfig=" + named)) {
            first.awaitOut(LAST_LINE);
            left = Files.readString(named);
        }
        Files.writeString(named, left);

        Invocation ended = fault(named, "list");
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err().lines()).singleElement().asString().contains("does not answer", "aim sandbox");
        try (Socket held = new Socket()) { // bound, not listening: nobody else is given the port
            held.setReuseAddress(true);
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = held.getLocalPort();
            try (Background second =
                    Background.start("sandbox", "--nodes=", "--kubeconfig=" + named, "--port=" + port)) {
                second.awaitOut(LAST_LINE);
                assertThat(named)
                        .content()
                        .contains("https://127.0.0.1:" + port)
                        .isNotEqualTo(left);
            }
        }
    }

    @Test
    @DisplayName("says that the port is taken, and which it was")
    void saysPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Invocation sandbox = Invocation.of("sandbox", "--port=" + taken.getLocalPort());

            assertThat(sandbox.exitCode()).isEqualTo(1);
            assertThat(sandbox.err().lines())
                    .singleElement()
                    .asString()
                    .contains("--port " + taken.getLocalPort() + ": ", "name another");
        }
    }

    @Test
    @DisplayName("leaves a kubeconfig of another cluster alone, and says where one cannot be written")
    void leavesKubeconfigAlone() throws Exception {
        Path foreign = Files.writeString(folder.resolve("config"), "kind: Config\n");
        Invocation sandbox = Invocation.of("sandbox", "--kubeconfig=" + foreign);
        assertThat(sandbox.exitCode()).isEqualTo(1);
        assertThat(sandbox.err().lines()).singleElement().asString().contains(foreign + ": it exists");
        assertThat(foreign).content().isEqualTo("kind: Config\n");

        Path nowhere = folder.resolve("missing/config");
        Invocation unwritable = Invocation.of("sandbox", "--kubeconfig=" + nowhere);
        assertThat(unwritable.exitCode()).isEqualTo(1);
        assertThat(unwritable.err().lines())
                .singleElement()
                .asString()
                .contains("--kubeconfig " + nowhere + ": ", "may write");
    }

    @Test
    @DisplayName("has nodes like those of a file of Node manifests, with their labels, taints and GPUs")
    void nodesOfManifests() throws Exception {
        Path file = Files.writeString(folder.resolve("nodes.yaml"), """
                apiVersion: v1
                kind: Node
                metadata: {name: rack-1, labels: {amd.com/gpu.device-id: 74a1, zone: a}}
                spec: {taints: [{key: team, value: x, effect: NoSchedule}]}
                status: {allocatable: {amd.com/gpu: "4", cpu: "16"}}
                ---
                {apiVersion: v1, kind: Node, metadata: {name: cpu-1}}
                """);
        try (Background sandbox = Background.start("sandbox", "--nodes=" + file)) {
            String said = sandbox.awaitOut(LAST_LINE);
            assertThat(said).contains("cpu-1, rack-1, with 4 GPUs");
            Config config = Config.fromKubeconfig(kubeconfig(said).toFile());
            try (KubernetesClient client = Clusters.connect(config)) {
                Node rack = client.nodes().withName("rack-1").get();
                assertThat(rack.getMetadata().getLabels())
                        .containsEntry("zone", "a")
                        .containsEntry("amd.com/gpu.device-id", "74a1");
                assertThat(rack.getSpec().getTaints())
                        .extracting(Taint::getKey, Taint::getValue, Taint::getEffect)
                        .containsExactly(tuple("team", "x", "NoSchedule"));
                assertThat(rack.getStatus().getAllocatable())
                        .containsEntry("amd.com/gpu", new Quantity("4"))
                        .containsEntry("cpu", new Quantity("16"));
                assertThat(client.nodes().withName("cpu-1").get().getStatus().getAllocatable())
                        .containsKey("cpu")
                        .doesNotContainKey("amd.com/gpu");
            }
            assertThat(sandbox.stop()).isEqualTo(143);
        }
    }

    @Test
    @DisplayName("says in one sentence what is wrong with a file of nodes, also where only the API server sees it")
    void refusesFiles() throws IOException {
        Path pod = Files.writeString(folder.resolve("pod.yaml"), "--- {kind: Pod, metadata: {name: a}}");
        Path label = Files.writeString(
                folder.resolve("label.yaml"), "--- {kind: Node, metadata: {name: a, labels: {zone: no blanks}}}");

        Invocation ofPod = Invocation.of("sandbox", "--nodes=" + pod);
        assertThat(ofPod.exitCode()).isEqualTo(2);
        assertThat(ofPod.err()).startsWith("aim: --nodes: " + pod + ": it holds a Pod; there may be Nodes only");
        Invocation ofLabel = Invocation.of("sandbox", "--nodes=" + label);
        assertThat(ofLabel.exitCode()).isEqualTo(1);
        assertThat(ofLabel.err().lines())
                .singleElement()
                .asString()
                .startsWith("aim: The nodes cannot join the cluster: ")
                .contains("no blanks");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--nodes=2xMI9000:8 | names an unknown GPU, MI9000; known are MI",
                "--nodes=two | --nodes: \"two\" is not of the form NODESxGPU:COUNT",
                "--port=70000 | '70000' is not a port from 0 to 65535",
                "--port=http | 'http' is not a port from 0 to 65535",
                "--stat=x | '--stat=x' is not something this command takes",
                "broken | there is no command 'broken'; the commands are fault, heal",
            })
    @DisplayName("refuses what it does not understand, with the way out")
    void refuses(String argument, String said) {
        Invocation sandbox = Invocation.of("sandbox", argument);

        assertThat(sandbox.exitCode()).isEqualTo(2);
        assertThat(sandbox.err()).contains(said, "See 'aim sandbox --help'");
    }

    @Test
    @DisplayName("ends everything when it is interrupted half-way")
    void endsHalfWay() {
        // one that had started before it was interrupted shows nothing of this: then another is tried
        await().pollInSameThread().atMost(Background.PATIENCE).until(this::isEndedHalfWay);
    }

    private boolean isEndedHalfWay() throws IOException {
        try (Background sandbox = Background.start("sandbox", "--with-operator")) {
            await().atMost(Background.PATIENCE)
                    .until(() -> !TemporaryFiles.now().equals(filesBefore));

            assertThat(sandbox.stop()).isEqualTo(143);
            nothingIsLeft();
            return sandbox.out().isEmpty();
        }
    }

    @Test
    @DisplayName("is asked for faults by its kubeconfig, and by no other")
    void needsItsKubeconfig() throws Exception {
        Invocation unnamed = Invocation.of("sandbox", "fault", "list");
        assertThat(unnamed.exitCode()).isEqualTo(1);
        assertThat(unnamed.err()).contains("KUBECONFIG", "--kubeconfig");

        Path foreign = Files.writeString(folder.resolve("config"), "kind: Config\n");
        Invocation another = Invocation.of("sandbox", "heal", "--kubeconfig=" + foreign);
        assertThat(another.exitCode()).isEqualTo(1);
        assertThat(another.err()).contains(foreign + " is not the kubeconfig of a sandbox");
    }

    private static Invocation fault(Path kubeconfig, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sandbox", "fault"));
        command.addAll(List.of(arguments));
        return Invocation.with(Map.of("KUBECONFIG", kubeconfig.toString()), command.toArray(String[]::new));
    }

    private static Path kubeconfig(String said) {
        Matcher export = EXPORT.matcher(said);
        assertThat(export.find()).as(said).isTrue();
        return Path.of(export.group(1));
    }

    private String kubectl(Path kubeconfig, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(KUBECTL.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.strip();
    }
}
