package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("kubectl on what runs")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlServingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern HEADER = Pattern.compile("\\S+( \\S+)*");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Cluster cluster;
    private OperatorProcess operator;

    @BeforeAll
    void start(Cluster shared) {
        cluster = shared;
        operator = cluster.startOperator("kubectl");
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    @DisplayName("get shows the documented columns, with -o wide some more")
    void columns() {
        Manifests manifests = Manifests.in(cluster, "columns");
        manifests.apply("--server-side");
        manifests.awaitArrival();
        String namespace = manifests.namespace();

        assertThat(row(namespace, "aimservice", "assistant"))
                .isEqualTo(Map.of(
                        "NAME", "assistant",
                        "PHASE", "Serving",
                        "MODEL", "openai/gpt-oss-20b",
                        "RECIPE", "long-context",
                        "GPUS", "1xMI300X",
                        "READY", "1/1",
                        "CACHE", "Ready",
                        "AGE", "<age>"));
        assertThat(row(namespace, "aimservice", "assistant", "-o", "wide"))
                .containsEntry("ENDPOINT", "http://assistant." + namespace + ".svc:8000")
                .containsEntry("PRECISION", "mxfp4")
                .containsEntry("BACKEND", "vllm")
                .containsEntry("REASON", "Serving")
                .hasSize(12);
        assertThat(row(namespace, "aimrecipe", "long-context", "-o", "wide"))
                .isEqualTo(Map.of(
                        "NAME", "long-context",
                        "VALID", "True",
                        "NODES", "3",
                        "MODEL", "openai/gpt-oss-20b",
                        "HARDWARE", "MI300X",
                        "PRECISION", "mxfp4",
                        "READINESS", "preview",
                        "AGE", "<age>",
                        "MESSAGE", "1 configuration for MI300X can be used."));
        var cache = manifests.services().cache("gpt-oss-20b").orElseThrow().getStatus();
        assertThat(row(namespace, "aimmodelcache", "gpt-oss-20b", "-o", "wide"))
                .containsEntry("PHASE", "Ready")
                .containsEntry("SOURCE", "hf://openai/gpt-oss-20b")
                .containsEntry("PROGRESS", "100%")
                .containsEntry("SIZE", cache.size())
                .containsEntry("USED BY", "2 services")
                .containsEntry("REVISION", cache.revision())
                .containsEntry("CLAIM", "gpt-oss-20b")
                .containsKeys("NAME", "AGE", "RATE", "ETA")
                .hasSize(11);
        assertShortNames(namespace);
        manifests.services().delete();
    }

    private void assertShortNames(String namespace) {
        assertThat(names("aim", namespace)).hasSize(4);
        assertThat(names("aimsvc", namespace)).hasSize(2);
        assertThat(names("aimcache", namespace)).hasSize(1);
        assertThat(names("aimrcp", namespace)).hasSize(1);
    }

    @Test
    @DisplayName("scale changes the servers of a service, to none and back, and the scale subresource tells what runs")
    void scale() throws IOException {
        Services services = new Services(cluster, cluster.newNamespace("scale"));
        services.apply(Services.manifest(
                        "qwen", "{modelId: Qwen/Qwen3-8B, gpuCount: 1, cache: {storage: {accessMode: ReadWriteMany}}}"))
                .succeeded();
        services.awaitReady("qwen");
        for (int replicas : List.of(2, 0, 1)) {
            cluster.kubectl("scale", "aimservice/qwen", "--replicas=" + replicas, "-n", services.namespace())
                    .succeeded();
            Phase phase = replicas == 0 ? Phase.Stopped : Phase.Serving;
            String ready = replicas + "/" + replicas;
            services.await(
                    "qwen",
                    service -> service.getStatus().phase() == phase
                            && ready.equals(service.getStatus().ready()));
            assertScale(services.namespace(), replicas);
        }
        assertThat(cluster.kubectl("scale", "aimservice/qwen", "--replicas=1001", "-n", services.namespace())
                        .err())
                .contains("spec.replicas in body should be less than or equal to 1000");
        services.delete();
    }

    private void assertScale(String namespace, int replicas) throws IOException {
        JsonNode scale = JSON.readTree(
                cluster.kubectl("get", "aimservice/qwen", "--subresource=scale", "-o", "json", "-n", namespace)
                        .succeeded()
                        .out());
        assertThat(scale.at("/spec/replicas").asInt()).isEqualTo(replicas);
        assertThat(scale.at("/status/replicas").asInt()).isEqualTo(replicas);
        String selector = scale.at("/status/selector").asText();
        // one that is ending counts no longer, but is there still
        await().atMost(PATIENCE)
                .until(() -> names("pods", namespace, "-l", selector).size() == replicas);
    }

    private List<String> names(String what, String namespace, String... more) {
        return get(what, namespace, Stream.concat(Stream.of("-o", "name"), Stream.of(more)));
    }

    private List<String> get(String what, String namespace, Stream<String> more) {
        return cluster.kubectl(Stream.concat(Stream.of("get", what, "-n", namespace), more)
                        .toArray(String[]::new))
                .succeeded()
                .out()
                .lines()
                .toList();
    }

    /** The row of one object by header. Two blanks or more are between columns, one may be in a header. */
    private Map<String, String> row(String namespace, String kind, String name, String... more) {
        List<String> lines = get(kind, namespace, Stream.concat(Stream.of(name), Stream.of(more)));
        String values = lines.get(1);
        List<MatchResult> headers = HEADER.matcher(lines.getFirst()).results().toList();
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            int to = i + 1 < headers.size() ? headers.get(i + 1).start() : values.length();
            row.put(
                    headers.get(i).group(),
                    values.substring(headers.get(i).start(), to).strip());
        }
        row.computeIfPresent("AGE", (_, age) -> age.matches("\\d+[smh].*") ? "<age>" : age);
        return row;
    }
}
