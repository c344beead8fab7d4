package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim nodes")
class NodesCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "joins the cluster of a kubeconfig with GPU nodes, runs what is bound to them, and ends when it is stopped")
    void joins() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().nodes("").start()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            CompletableFuture<Integer> exitCode = new CompletableFuture<>();
            Path kubeconfig = kubeconfig(sandbox);
            Thread nodes = Thread.ofPlatform()
                    .start(() -> exitCode.complete(Aim.run(
                            new Terminal(stream(out), stream(err), Map.of()),
                            "nodes",
                            "--nodes=1xMI300X:8",
                            "--kubeconfig=" + kubeconfig,
                            "--state=" + folder.resolve("state"))));

            await().atMost(PATIENCE).until(() -> exitCode.isDone() || text(out).contains("hub "));
            assertThat(text(out)).as("%s", text(err)).matches("nodes mi300x-0\\Rhub http://127\\.0\\.0\\.1:\\d+\\R");
            String hub = text(out).strip().replaceFirst("(?s).* ", "");
            assertThat(status(hub + "/api/models/Qwen/Qwen3-32B")).isEqualTo(200);
            Node node = sandbox.client().nodes().withName("mi300x-0").get();
            assertThat(node.getStatus().getAllocatable()).containsEntry("amd.com/gpu", new Quantity("8"));

            sandbox.client().resource(pod()).create();
            await().atMost(PATIENCE)
                    .until(
                            () -> sandbox.client().resource(pod()).get().getStatus(),
                            status -> "Succeeded".equals(status.getPhase()));

            nodes.interrupt();
            assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
            assertThat(folder.resolve("state")).isDirectory();
        }
    }

    @Test
    @DisplayName("takes a file of Node manifests, and drives nodes like those")
    void takesManifests() throws Exception {
        Path file = Files.writeString(folder.resolve("nodes.json"), """
                {"kind": "List", "items": [
                  {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "rack-1", "labels": {"amd.com/gpu.device-id": "74a1"}},
                   "status": {"allocatable": {"amd.com/gpu": "7"}}}]}
                """);
        try (Sandbox sandbox = Sandbox.builder().nodes("").start();
                Background nodes =
                        Background.start("nodes", "--nodes=" + file, "--kubeconfig=" + kubeconfig(sandbox))) {
            assertThat(nodes.awaitOut("hub ")).startsWith("nodes rack-1\n");

            Node node = sandbox.client().nodes().withName("rack-1").get();
            assertThat(node.getMetadata().getLabels()).containsEntry("amd.com/gpu.device-id", "74a1");
            assertThat(node.getStatus().getAllocatable()).containsEntry("amd.com/gpu", new Quantity("7"));
            nodes.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nodes=no/file.yaml | --nodes: \"no/file.yaml\" is not of the form NODESxGPU:COUNT",
                "--nodes=two | --nodes: \"two\" is not of the form NODESxGPU:COUNT",
                "--nodes=1xMI999:8 | unknown GPU, MI999",
            })
    @DisplayName("refuses nodes that cannot be")
    void refusesNodes(String option, String said) {
        Invocation nodes = Invocation.of("nodes", option);

        assertThat(nodes.exitCode()).isEqualTo(2);
        assertThat(nodes.err()).contains(said);
    }

    @Test
    @DisplayName("wants to be told which nodes")
    void wantsNodes() {
        Invocation nodes = Invocation.of("nodes");

        assertThat(nodes.exitCode()).isEqualTo(2);
        assertThat(nodes.err()).contains("--nodes");
    }

    @Test
    @DisplayName("says that the hub's port is taken, and which it was")
    void saysPortIsTaken() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().nodes("").start();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Invocation nodes = Invocation.of(
                    "nodes",
                    "--nodes=1xMI300X:8",
                    "--kubeconfig=" + kubeconfig(sandbox),
                    "--hub-port=" + taken.getLocalPort());

            assertThat(nodes.exitCode()).isEqualTo(1);
            assertThat(nodes.err().lines()).singleElement().asString().contains("--hub-port " + taken.getLocalPort());
        }
    }

    @Test
    @DisplayName("says that nothing answers where the kubeconfig points")
    void saysNothingAnswers() throws Exception {
        Path nowhere;
        try (Sandbox sandbox = Sandbox.builder().nodes("").start()) {
            nowhere = kubeconfig(sandbox);
        }

        Invocation nodes = Invocation.of("nodes", "--nodes=1xMI300X:8", "--kubeconfig=" + nowhere);

        assertThat(nodes.exitCode()).isEqualTo(1);
        assertThat(nodes.err().lines()).singleElement().asString().contains("does not answer");
    }

    private static Pod pod() {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("helped")
                .endMetadata()
                .withNewSpec()
                .withRestartPolicy("Never")
                .addNewContainer()
                .withName("aim")
                .withImage("aim")
                .withCommand("aim", "download", "--help")
                .endContainer()
                .endSpec()
                .build();
    }

    private Path kubeconfig(Sandbox sandbox) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static int status(String uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
