package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.sandbox.api.RequestLog;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** As the published controller has it: {@code GroupsTest} in {@code e2e}. */
class LeaderWorkerSetTest extends WorldTest {
    private static final String LABEL = "leaderworkerset.sigs.k8s.io/";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    SandboxBuilder settings() {
        return super.settings().leaderWorkerSets(true);
    }

    @Test
    @DisplayName(
            "has groups with the names, labels and variables of the published controller, and counts those whose pods are Ready")
    void groups() {
        apply("replicas: 2", "size: 2", "");

        JsonNode status = await(seen -> seen.path("readyReplicas").asInt() == 2 && holds(seen, "Available"));

        assertThat(status.path("replicas").asInt()).isEqualTo(2);
        assertThat(status.path("updatedReplicas").asInt()).isEqualTo(2);
        assertThat(status.path("observedGeneration").asInt()).isEqualTo(1);
        assertThat(status.path("hpaPodSelector").asText()).isEqualTo(LABEL + "name=group," + LABEL + "worker-index=0");
        assertThat(names()).containsExactly("group-0", "group-0-1", "group-1", "group-1-1");
        Pod worker = pod("group-1-1");
        assertThat(worker.getMetadata().getLabels())
                .containsEntry(LABEL + "name", "group")
                .containsEntry(LABEL + "group-index", "1")
                .containsEntry(LABEL + "worker-index", "1")
                .containsEntry("role", "worker")
                .containsEntry(
                        LABEL + "group-key",
                        pod("group-1").getMetadata().getLabels().get(LABEL + "group-key"));
        assertThat(worker.getSpec().getHostname()).isEqualTo("group-1-1");
        assertThat(worker.getSpec().getSubdomain()).isEqualTo("group");
        assertThat(worker.getSpec().getContainers().getFirst().getEnv())
                .extracting(EnvVar::getName, EnvVar::getValue)
                .containsExactly(
                        tuple("LWS_LEADER_ADDRESS", "group-1.group." + namespace()),
                        tuple("LWS_GROUP_SIZE", "2"),
                        tuple("LWS_WORKER_INDEX", "1"),
                        tuple("OWN", "$(LWS_WORKER_INDEX)"));
        Service service =
                client().services().inNamespace(namespace()).withName("group").get();
        assertThat(service.getSpec().getClusterIP()).isEqualTo("None");
        assertThat(service.getSpec().getSelector()).isEqualTo(Map.of(LABEL + "name", "group"));
    }

    @Test
    @DisplayName("of size one has leaders only; without a template of their own they are made of the workers'")
    void leaderAlone() {
        client().load(stream(manifest("replicas: 1", "size: 1", "")
                        .replaceFirst("(?s)leaderTemplate:.*?workerT", "workerT")))
                .inNamespace(namespace())
                .serverSideApply();

        await(seen -> holds(seen, "Available"));

        assertThat(names()).containsExactly("group-0");
        assertThat(pod("group-0").getMetadata().getLabels()).containsEntry("role", "worker");
    }

    @Test
    @DisplayName(
            "is scaled by its subresource; what is scheduled by GPUs waits for them, and deletion takes everything along")
    void scaledAndDeleted() {
        apply("replicas: 2", "size: 2", "resources: {limits: {amd.com/gpu: \"6\"}}");
        await(seen -> seen.path("replicas").asInt() == 2);
        eventually().until(() -> pods().stream().filter(WorldTest::ready).count() == 3);
        await(seen -> seen.path("readyReplicas").asInt() == 1);

        resource().scale(1);
        await(seen -> seen.path("replicas").asInt() == 1
                && seen.path("readyReplicas").asInt() == 1
                && holds(seen, "Available"));
        eventually().until(() -> names().equals(List.of("group-0", "group-0-1")));

        resource().delete();
        eventually()
                .until(() -> pods().isEmpty()
                        && client().services()
                                .inNamespace(namespace())
                                .list()
                                .getItems()
                                .isEmpty());
    }

    @Test
    @DisplayName("replaces its groups from the last to the first, one at a time, when its templates change")
    void updated() {
        apply("replicas: 3", "size: 2", "");
        await(seen -> holds(seen, "Available"));
        List<String> before = uids();
        ConcurrentSkipListSet<Integer> ready = new ConcurrentSkipListSet<>();

        patch(
                "{\"spec\": {\"leaderWorkerTemplate\": {\"workerTemplate\": {\"metadata\": {\"labels\": {\"role\": \"changed\"}}}}}}");

        await(seen -> {
            ready.add(seen.path("readyReplicas").asInt());
            return seen.path("observedGeneration").asInt() == 2
                    && seen.path("updatedReplicas").asInt() == 3
                    && seen.path("readyReplicas").asInt() == 3
                    && holds(seen, "Available");
        });
        assertThat(ready.first()).isGreaterThanOrEqualTo(2);
        assertThat(uids()).doesNotContainAnyElementsOf(before);
        assertThat(status().path("conditions")
                        .valueStream()
                        .map(condition -> condition.path("type").asText()
                                + condition.path("status").asText()))
                .containsExactlyInAnyOrder("ProgressingFalse", "AvailableTrue", "UpdateInProgressFalse");
    }

    @Test
    @DisplayName("makes a whole group anew when one of its pods goes, and leaves the others alone")
    void recreated() {
        apply("replicas: 2", "size: 3", "");
        await(seen -> holds(seen, "Available"));
        List<String> other = uids("group-1");
        List<String> group = uids("group-0");

        client().pods().inNamespace(namespace()).withName("group-0-2").delete();

        eventually()
                .until(() ->
                        uids("group-0").size() == 3 && uids("group-0").stream().noneMatch(group::contains));
        await(seen -> holds(seen, "Available"));
        assertThat(uids("group-1")).isEqualTo(other);
    }

    @Test
    @DisplayName("with restart policy None replaces the one pod that went")
    void notRecreated() {
        apply("replicas: 1", "size: 3\n    restartPolicy: None", "");
        await(seen -> holds(seen, "Available"));
        List<String> group = uids("group-0");

        client().pods().inNamespace(namespace()).withName("group-0-2").delete();

        eventually()
                .until(() -> uids("group-0").size() == 3
                        && uids("group-0").stream().filter(group::contains).count() == 2);
    }

    @Test
    @DisplayName("with startup policy LeaderReady has no workers until the leader is Ready")
    void leaderFirst() {
        apply("replicas: 1\n  startupPolicy: LeaderReady", "size: 2", "readinessProbe: {exec: {command: [never]}}");
        eventually().until(() -> WorldTest.is(pod("group-0"), "Running"));
        await(seen -> seen.path("replicas").asInt() == 1 && holds(seen, "Progressing"));
        assertThat(names()).containsExactly("group-0");

        patch("{\"spec\": {\"startupPolicy\": \"LeaderCreated\"}}");

        eventually().until(() -> names().equals(List.of("group-0", "group-0-1")));
    }

    @Test
    @DisplayName("is refused as the published webhook would refuse it")
    void refused() {
        assertThatThrownBy(() -> apply("replicas: -1", "size: 2", ""))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.replicas");
        assertThatThrownBy(() -> apply("replicas: 1", "size: 0", ""))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.leaderWorkerTemplate.size");
        assertThatThrownBy(() -> apply(
                        "replicas: 1\n  rolloutStrategy: {rollingUpdateConfiguration: {maxUnavailable: 0}}",
                        "size: 2",
                        ""))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("maxUnavailable must not be 0");
    }

    @Test
    @DisplayName(
            "is unknown in a cluster without its definition, works from when somebody brings it, and is quiet then")
    void appears() throws IOException {
        Path state = Files.createTempDirectory(directory, "appears");
        try (Sandbox other = Sandbox.builder()
                .nodes("1xMI300X:8")
                .state(state)
                .containers(new TestPrograms())
                .start()) {
            assertThat(other.client().hasApiGroup("leaderworkerset.x-k8s.io", true))
                    .isFalse();

            other.defineLeaderWorkerSets();
            eventually().until(() -> other.client().hasApiGroup("leaderworkerset.x-k8s.io", true));
            other.client()
                    .load(stream(manifest("replicas: 1", "size: 2", "")))
                    .inNamespace("default")
                    .serverSideApply();

            eventually()
                    .until(() -> other.client().pods().inNamespace("default").list().getItems().stream()
                                    .filter(WorldTest::ready)
                                    .count()
                            == 2);
            eventually().during(Duration.ofMillis(500)).until(() -> {
                long mark = other.requests().mark();
                eventually().pollDelay(Duration.ofMillis(100)).until(() -> true);
                return other.requests().writesSince(mark).stream()
                        .map(RequestLog.Entry::resource)
                        .allMatch("leases.coordination.k8s.io"::equals);
            });
        }
    }

    private void apply(String spec, String group, String container) {
        client().load(stream(manifest(spec, group, container)))
                .inNamespace(namespace())
                .serverSideApply();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String manifest(String spec, String group, String container) {
        return """
                apiVersion: leaderworkerset.x-k8s.io/v1
                kind: LeaderWorkerSet
                metadata: {name: group}
                spec:
                  %s
                  leaderWorkerTemplate:
                    %s
                    leaderTemplate:
                      metadata: {labels: {role: leader}}
                      spec:
                        containers:
                          - name: main
                            image: registry.example/test:1
                            command: [wait]
                            %s
                    workerTemplate:
                      metadata: {labels: {role: worker}}
                      spec:
                        containers:
                          - name: main
                            image: registry.example/test:1
                            command: [wait]
                            env: [{name: OWN, value: $(LWS_WORKER_INDEX)}]
                            %s
                """.formatted(spec, group, container, container);
    }

    private Resource<GenericKubernetesResource> resource() {
        return client().genericKubernetesResources("leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet")
                .inNamespace(namespace())
                .withName("group");
    }

    private void patch(String patch) {
        resource().patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    }

    private JsonNode await(Predicate<JsonNode> condition) {
        return eventually().until(this::status, condition);
    }

    private JsonNode status() {
        return JSON.valueToTree(Objects.requireNonNull(resource().get())).path("status");
    }

    private static boolean holds(JsonNode status, String type) {
        return status.path("conditions")
                .valueStream()
                .anyMatch(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True"));
    }

    private List<String> names() {
        return pods().stream().map(pod -> pod.getMetadata().getName()).sorted().toList();
    }

    private List<String> uids() {
        return uids("group-");
    }

    private List<String> uids(String prefix) {
        return pods().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(prefix))
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }
}
