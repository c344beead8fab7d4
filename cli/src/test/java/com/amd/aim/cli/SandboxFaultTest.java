package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.sandbox.client.ApiClients;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All on one sandbox with the operator in it; each test leaves it healed and empty. */
@DisplayName("aim sandbox fault: what the operator says when")
class SandboxFaultTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    static Path folder;

    private static Path kubeconfig = Path.of("");
    private static Background sandbox;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws IOException {
        kubeconfig = folder.resolve("kubeconfig");
        sandbox = Background.start(
                "sandbox", "--nodes=1xMI300X:8,1xMI325X:8", "--with-operator", "--kubeconfig=" + kubeconfig);
        sandbox.awaitOut("Ctrl-C ends it all.");
        client = ApiClients.connect(Config.fromKubeconfig(Files.readString(kubeconfig)), "test");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        sandbox.close();
    }

    @AfterEach
    void heal() {
        aim("heal");
        assertThat(aim("fault", "list")).isEqualTo("Nothing is wrong.");
        client.resources(AIMService.class).inNamespace("default").delete();
        client.resources(AIMModelCache.class).inNamespace("default").delete();
        await().atMost(PATIENCE)
                .until(() -> client.resources(AIMModelCache.class)
                                .inNamespace("default")
                                .list()
                                .getItems()
                                .isEmpty()
                        && client.pods()
                                .inNamespace("default")
                                .list()
                                .getItems()
                                .isEmpty());
    }

    @Test
    @DisplayName("a node is lost: a server is missing and finds no node; it is served again once the node is back")
    void nodeLost() {
        create(serviceOf("lost"));
        untilReady("lost");

        assertThat(aim("fault", "node-lost", "mi300x-0")).isEqualTo("Node mi300x-0 is gone, with all that ran on it.");

        Condition workload = until("lost", "WorkloadReady", "Unschedulable");
        assertThat(workload.getMessage()).contains("0/1 nodes are available");
        assertThat(client.nodes().withName("mi300x-0").get()).isNull();
        assertThat(refused("fault", "node-lost", "mi300x-0")).contains("no simulated node mi300x-0", "mi325x-0");

        assertThat(aim("heal")).isEqualTo("No longer so:\nNode mi300x-0 is gone, with all that ran on it.");
        untilReady("lost");
    }

    @Test
    @DisplayName("GPUs are unhealthy: their node is no longer one to choose, until they are healthy again")
    void gpusUnhealthy() {
        assertThat(aim("fault", "gpu-unhealthy", "mi300x-0", "--gpus=2")).startsWith("2 GPUs of node mi300x-0");
        assertThat(node().getStatus().getAllocatable()).containsEntry("amd.com/gpu", new Quantity("6"));

        assertThat(aim("fault", "gpu-unhealthy", "mi300x-0")).startsWith("All GPUs of node mi300x-0");
        assertThat(node().getStatus().getAllocatable()).containsEntry("amd.com/gpu", new Quantity("0"));
        assertThat(node().getStatus().getCapacity()).containsEntry("amd.com/gpu", new Quantity("8"));
        assertThat(aim("fault", "list").lines()).singleElement().asString().startsWith("All GPUs");
        create(serviceOf("broken"));

        Condition selected = until("broken", "RecipeSelected", "HardwareAbsent");
        assertThat(selected.getMessage()).contains("mi300x-0", "no allocatable amd.com/gpu");
        assertThat(refused("fault", "gpu-unhealthy", "mi300x-0", "--gpus=9"))
                .contains("node mi300x-0 has 8 GPUs; 9 of them cannot be unhealthy");

        aim("heal");
        untilReady("broken");
    }

    @Test
    @DisplayName("the hub is down: it cannot be reached; the cache fills by itself once it is up")
    void hubDown() {
        assertThat(aim("fault", "hub", "down")).contains("closes every connection");
        create(cacheOf("down"));

        untilCache("down", "Planned", "HubUnreachable");

        aim("heal");
        untilFilled("down");
    }

    @Test
    @DisplayName("the hub sends wrong bytes: the hash of a file is wrong; the cache fills once they are right")
    void hubCorrupt() {
        assertThat(aim("fault", "hub", "corrupt")).contains("a byte wrong");
        create(cacheOf("corrupt"));

        Condition downloaded = untilCache("corrupt", "Downloaded", "HashMismatch");
        assertThat(downloaded.getMessage()).contains("never had the hash");

        aim("heal");
        untilFilled("corrupt");
    }

    @Test
    @DisplayName("the hub is slow: how far the download is")
    void hubSlow() {
        assertThat(aim("fault", "hub", "slow")).contains("32 KiB/s");
        create(cacheOf("slow"));

        AIMModelCache.Status status = await().atMost(PATIENCE)
                .until(() -> cache("slow").getStatus(), now -> now.bytesDone() != null && now.bytesDone() > 0);
        assertThat(status.phase()).isEqualTo(AIMModelCache.Phase.Downloading);
        assertThat(status.bytesDone()).isLessThan(status.bytesTotal());

        aim("heal");
        untilFilled("slow");
    }

    @Test
    @DisplayName("volumes are full: how much room is missing; the cache fills when it is asked again")
    void diskFull() {
        assertThat(aim("fault", "disk-full")).startsWith("Volumes are full");
        create(cacheOf("full"));

        Condition downloaded = untilCache("full", "Downloaded", "NoSpace");
        assertThat(downloaded.getMessage()).contains("has room for 0 B", "enlarge the volume");

        aim("heal");
        client.resources(AIMModelCache.class)
                .inNamespace("default")
                .withName("full")
                .edit(cache -> {
                    cache.getMetadata().setAnnotations(Map.of(Names.ANNOTATION_RETRY, "1"));
                    return cache;
                });
        untilFilled("full");
    }

    @Test
    @DisplayName("the API server refuses everything: it is not ready; it goes on where it was once it is answered")
    void apiDown() throws Exception {
        create(serviceOf("patient"));

        assertThat(aim("fault", "api-errors", "--rate=1")).contains("100% of requests");

        await().atMost(PATIENCE).until(() -> operator("/readyz") == 503);
        assertThat(operator("/livez")).isEqualTo(200);
        assertThatThrownBy(() -> client.raw("/version")).isInstanceOf(KubernetesClientException.class);

        aim("heal");
        untilReady("patient");
        await().atMost(PATIENCE).until(() -> operator("/readyz") == 200);
    }

    @Test
    @DisplayName("the API server refuses a part of all requests: nothing, it serves all the same")
    void apiErrors() {
        assertThat(aim("fault", "api-errors")).contains("30% of requests");

        create(serviceOf("served"));
        untilReady("served");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hub sideways | 'sideways'",
                "hub | Missing required parameter: 'TROUBLE'",
                "api-errors --rate=0 | '0' is not a share above 0 and up to 1",
                "api-errors --rate=30% | '30%' is not a share",
                "gpu-unhealthy mi300x-0 --gpus=many | 'many'",
                "node-lost | NODE",
                "fire | there is no command 'fire'",
            })
    @DisplayName("nothing, because it is refused with the way out")
    void refuses(String words, String said) {
        List<String> command = new ArrayList<>(List.of("sandbox", "fault"));
        command.addAll(List.of(words.split(" ", -1)));
        Invocation refused = Invocation.of(command.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(said);
    }

    private static String aim(String... words) {
        Invocation done = invoke(words);
        assertThat(done.exitCode()).as(done.err()).isZero();
        return done.out().strip();
    }

    private static String refused(String... words) {
        Invocation done = invoke(words);
        assertThat(done.exitCode()).isEqualTo(1);
        return done.err();
    }

    private static Invocation invoke(String... words) {
        List<String> command = new ArrayList<>(List.of("sandbox"));
        command.addAll(List.of(words));
        return Invocation.with(Map.of("KUBECONFIG", kubeconfig.toString()), command.toArray(String[]::new));
    }

    private static String serviceOf(String name) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata: {name: %s, namespace: default}
                spec: {modelId: Qwen/Qwen3-8B, hardware: MI300X}
                """.formatted(name);
    }

    private static String cacheOf(String name) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: %s, namespace: default}
                spec: {source: {uri: "hf://Qwen/Qwen3-0.6B"}}
                """.formatted(name);
    }

    private static void create(String yaml) {
        client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .create();
    }

    private static Node node() {
        return client.nodes().withName("mi300x-0").get();
    }

    private static void untilReady(String service) {
        until(service, "Ready", "Serving");
    }

    private static Condition until(String service, String type, String reason) {
        return await(service + " " + reason)
                .atMost(PATIENCE)
                .until(
                        () -> Conditions.find(
                                client.resources(AIMService.class)
                                        .inNamespace("default")
                                        .withName(service)
                                        .get()
                                        .getStatus()
                                        .conditions(),
                                type),
                        found -> found.filter(condition -> reason.equals(condition.getReason()))
                                .isPresent())
                .orElseThrow();
    }

    private static AIMModelCache cache(String name) {
        return client.resources(AIMModelCache.class)
                .inNamespace("default")
                .withName(name)
                .get();
    }

    private static Condition untilCache(String name, String type, String reason) {
        return await(name + " " + reason)
                .atMost(PATIENCE)
                .until(
                        () -> Conditions.find(cache(name).getStatus().conditions(), type),
                        found -> found.filter(condition -> reason.equals(condition.getReason()))
                                .isPresent())
                .orElseThrow();
    }

    private static void untilFilled(String name) {
        await(name + " filled")
                .atMost(PATIENCE)
                .until(() -> cache(name).getStatus().phase() == AIMModelCache.Phase.Ready);
    }

    private static int operator(String path) throws IOException, InterruptedException {
        Matcher port = Pattern.compile("http://127.0.0.1:(\\d+)/metrics").matcher(sandbox.out());
        assertThat(port.find()).isTrue();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port.group(1) + path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
