package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Awaited;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the published controller makes of one, which the sandbox's own follows: {@code LeaderWorkerSetTest} there. */
@DisplayName("A LeaderWorkerSet")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupsTest {
    private static final String API = "leaderworkerset.x-k8s.io/v1";
    private static final String LABEL = "leaderworkerset.sigs.k8s.io/";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cluster cluster = Cluster.up("groups", "2xMI300X:8");
    private Services services;

    @BeforeAll
    void begin() {
        services = new Services(cluster, cluster.newNamespace("groups"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @DisplayName(
            "appears with its controller; its groups are scheduled by their GPUs, serve, are counted, scaled and cleared up")
    void life() throws Exception {
        assertThat(services.apply(manifest()).err()).contains("no matches for kind \"LeaderWorkerSet\"");

        cluster.startLeaderWorkerSets();
        services.apply(manifest()).succeeded();
        JsonNode status = awaitStatus(seen -> seen.path("readyReplicas").asInt() == 2 && holds(seen, "Available"));
        assertThat(status.path("replicas").asInt()).isEqualTo(2);
        assertThat(status.path("updatedReplicas").asInt()).isEqualTo(2);
        assertThat(status.path("hpaPodSelector").asText()).isEqualTo(LABEL + "name=group," + LABEL + "worker-index=0");
        pods();
        placement();
        answers();

        scale(3);
        awaitStatus(seen -> seen.path("replicas").asInt() == 3 && holds(seen, "Progressing"));
        await().atMost(PATIENCE).until(() -> waiting("group-2") && waiting("group-2-1"));
        scale(1);
        awaitStatus(seen -> seen.path("replicas").asInt() == 1 && holds(seen, "Available"));
        await().atMost(PATIENCE).until(() -> names().equals(List.of("group-0", "group-0-1")));

        cluster.kubectl("delete", "lws", "group", "--namespace", services.namespace())
                .succeeded();
        await().atMost(PATIENCE)
                .until(() -> names().isEmpty()
                        && cluster.client()
                                .apps()
                                .statefulSets()
                                .inNamespace(services.namespace())
                                .list()
                                .getItems()
                                .isEmpty());
    }

    private void pods() {
        assertThat(names()).containsExactly("group-0", "group-0-1", "group-1", "group-1-1");
        Pod worker = pod("group-1-1");
        Pod leader = pod("group-1");
        assertThat(worker.getMetadata().getLabels())
                .containsEntry(LABEL + "name", "group")
                .containsEntry(LABEL + "group-index", "1")
                .containsEntry(LABEL + "worker-index", "1")
                .containsEntry(
                        LABEL + "group-key", leader.getMetadata().getLabels().get(LABEL + "group-key"));
        assertThat(leader.getMetadata().getLabels()).containsEntry(LABEL + "worker-index", "0");
        List<EnvVar> env = worker.getSpec().getContainers().getFirst().getEnv();
        assertThat(env)
                .extracting(EnvVar::getName)
                .startsWith("LWS_LEADER_ADDRESS", "LWS_GROUP_SIZE", "LWS_WORKER_INDEX");
        assertThat(env).extracting(EnvVar::getValue).startsWith("group-1.group." + services.namespace(), "2", "1");
    }

    /** Four GPUs each: two pods fill a node. */
    private void placement() {
        Map<String, Long> onNode = services.pods().stream()
                .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting()));
        assertThat(onNode).containsOnly(Map.entry("mi300x-0", 2L), Map.entry("mi300x-1", 2L));
    }

    private void answers() throws IOException, InterruptedException {
        URI uri = URI.create("http://" + pod("group-0").getStatus().getPodIP() + ":8000/v1/models");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String models = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(models).contains("Qwen/Qwen3-0.6B");
        }
    }

    private String manifest() throws IOException {
        return Files.readString(Cluster.root().resolve("sandbox/src/test/resources/leaderworkerset.yaml"))
                .replace("http://hub", cluster.hub());
    }

    private void scale(int groups) {
        cluster.kubectl("scale", "lws", "group", "--namespace", services.namespace(), "--replicas=" + groups)
                .succeeded();
    }

    private JsonNode awaitStatus(Predicate<JsonNode> condition) {
        return Awaited.of("group", () -> Optional.of(status()), condition, PATIENCE);
    }

    private JsonNode status() {
        GenericKubernetesResource live = cluster.client()
                .genericKubernetesResources(API, "LeaderWorkerSet")
                .inNamespace(services.namespace())
                .withName("group")
                .get();
        return JSON.valueToTree(live).path("status");
    }

    private static boolean holds(JsonNode status, String type) {
        return status.path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True"));
    }

    private boolean waiting(String pod) {
        return services.pods().stream()
                .filter(there -> there.getMetadata().getName().equals(pod))
                .flatMap(there -> there.getStatus().getConditions().stream())
                .anyMatch(condition -> "Unschedulable".equals(condition.getReason())
                        && condition.getMessage().contains("Insufficient amd.com/gpu"));
    }

    private Pod pod(String name) {
        return cluster.client()
                .pods()
                .inNamespace(services.namespace())
                .withName(name)
                .get();
    }

    private List<String> names() {
        return services.pods().stream()
                .map(pod -> pod.getMetadata().getName())
                .sorted()
                .toList();
    }
}
