package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("aim sandbox --state")
class SandboxStateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "serves a model again after a restart, from the cache that is filled: the hub is not asked for anything")
    void servesAgain() throws Exception {
        AIMService before;
        try (Sandbox first = sandbox();
                AimOperator _ = operator(first)) {
            first.client()
                    .load(new ByteArrayInputStream("""
                            apiVersion: aim.amd.com/v1alpha1
                            kind: AIMService
                            metadata: {name: chat, namespace: default}
                            spec: {modelId: Qwen/Qwen3-8B}
                            """.getBytes(StandardCharsets.UTF_8)))
                    .create();
            await().atMost(PATIENCE).until(() -> isReady(first));
            before = service(first);
        }
        try (Sandbox second = sandbox();
                AimOperator _ = operator(second)) {
            await().atMost(PATIENCE).until(() -> restarts(second), List.of(1)::equals);
            await().atMost(PATIENCE).until(() -> isReady(second));

            assertThat(second.hub().traffic().requests()).isEmpty();
            assertThat(service(second).getMetadata().getUid())
                    .isEqualTo(before.getMetadata().getUid());
            assertThat(second.client().resources(AIMModelCache.class).list().getItems())
                    .singleElement()
                    .extracting(cache -> cache.getStatus().phase())
                    .isEqualTo(AIMModelCache.Phase.Ready);
            assertThat(second.requests().writes())
                    .filteredOn(write -> write.resource().matches("(jobs|deployments|persistentvolumeclaims)\\b.*"))
                    .filteredOn(write -> !write.path().endsWith("/status"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("has what was answered before its process was killed, for the same kubeconfig")
    void killed() throws Exception {
        Path state = folder.resolve("state");
        Path kubeconfig = state.resolve("kubeconfig");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Aim.class.getName(),
                        "sandbox",
                        "--nodes=",
                        "--state=" + state)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        ConfigMap kept;
        String first;
        try {
            await().atMost(PATIENCE).until(() -> Files.exists(kubeconfig));
            first = Files.readString(kubeconfig);
            kept = create(first);
        } finally {
            process.destroyForcibly().waitFor();
        }

        try (Background sandbox = Background.start("sandbox", "--state=" + state)) {
            sandbox.awaitOut("Ctrl-C stops it; the same command goes on with it.");
            assertThat(kubeconfig).isRegularFile();
            try (KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(first), "test")) {
                assertThat(client.resource(kept).get()).isEqualTo(kept);
            }
            Invocation other = Invocation.of("sandbox", "--state=" + state);
            assertThat(other.exitCode()).isEqualTo(1);
            assertThat(other.err())
                    .isEqualTo("aim: --state " + state
                            + " is in use by another sandbox: stop that one, or name another directory.\n");
            assertThat(sandbox.stop()).isEqualTo(143);
        }
        assertThat(kubeconfig).doesNotExist();
    }

    @Test
    @DisplayName("says what is wrong with a directory that cannot be gone on with, and leaves it alone")
    void refuses() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThat(refused(file)).contains("--state " + file + " is a file: name a directory");
        assertThat(refused(folder)).contains("--state " + folder + " has files that are no sandbox's");

        Path newer = Files.createDirectories(folder.resolve("newer"));
        Path state = Files.writeString(newer.resolve("cluster.jsonl"), "{\"format\":2}\n");
        assertThat(refused(newer)).contains("--state " + state + " is of format 2");
        assertThat(state).hasContent("{\"format\":2}");
    }

    @Test
    @DisplayName("names the nodes that it has and cannot have any more")
    void unknownNodes() throws IOException {
        Sandbox.builder().nodes("").state(folder).start().close();
        Path state = folder.resolve("cluster.jsonl");
        Files.writeString(state, Files.readString(state).replace("\"nodes\":\"\"", "\"nodes\":\"1xMI9000:8\""));

        assertThat(refused(folder))
                .contains("--state " + folder + ": its nodes: \"1xMI9000:8\" names an unknown GPU")
                .endsWith("Name others with --nodes.");
    }

    private static String refused(Path state) {
        Invocation refused = Invocation.of("sandbox", "--state=" + state);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().lines()).hasSize(1);
        return refused.err().strip();
    }

    private static ConfigMap create(String kubeconfig) {
        try (KubernetesClient client = ApiClients.connect(Config.fromKubeconfig(kubeconfig), "test")) {
            return client.resource(new ConfigMapBuilder()
                            .withNewMetadata()
                            .withNamespace("default")
                            .withName("kept")
                            .endMetadata()
                            .addToData("k", "v")
                            .build())
                    .create();
        }
    }

    private Sandbox sandbox() throws IOException {
        Sandbox sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .state(folder.resolve("state"))
                .containers(new AimContainers())
                .start();
        Manifests.definitions()
                .forEach(definition -> sandbox.client().resource(definition).serverSideApply());
        return sandbox;
    }

    private static AimOperator operator(Sandbox sandbox) throws IOException, InterruptedException {
        return AimOperator.start(
                OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint()), sandbox.clientConfig());
    }

    private static AIMService service(Sandbox sandbox) {
        return sandbox.client()
                .resources(AIMService.class)
                .inNamespace("default")
                .withName("chat")
                .get();
    }

    private static boolean isReady(Sandbox sandbox) {
        AIMService service = service(sandbox);
        return service.getStatus() != null
                && Conditions.find(service.getStatus().conditions(), "Ready")
                        .filter(ready -> ready.getStatus().equals("True"))
                        .isPresent();
    }

    /** How often each pod of the service was started again, once it serves. */
    private static List<Integer> restarts(Sandbox sandbox) {
        return sandbox.client().pods().inNamespace("default").list().getItems().stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
                .filter(status -> Boolean.TRUE.equals(status.getReady()))
                .map(status -> status.getRestartCount())
                .toList();
    }
}
