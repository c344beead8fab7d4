package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.ClusterNodes;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In a cluster of its own, whose nodes it relabels and fills. */
@DisplayName("What was chosen stays chosen:")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChoiceStaysTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RACING = 20;
    private static final int GPUS = 8;

    private final Cluster cluster;
    private final ClusterNodes nodes;
    private OperatorProcess operator;

    ChoiceStaysTest() {
        cluster = Cluster.up("choice", "1xMI308X:4,1xMI355X:4");
        nodes = new ClusterNodes(cluster);
        try {
            operator = cluster.startOperator("choice");
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    @AfterAll
    void stop() {
        operator.close();
        cluster.close();
    }

    @Test
    @DisplayName(
            "a label that disappears and returns restarts nothing, nor do fifty forced reconciles and restarts of the operator")
    void settledPodsStay() {
        Services services = new Services(cluster, cluster.newNamespace("flicker"));
        services.apply(Services.manifest("steady", "modelId: " + MODEL)).succeeded();
        String since = readySince(services.awaitReady("steady"));
        Deployment before = services.deployment("steady").orElseThrow();
        List<String> pods = uids(services);
        String node = services.servers("steady").getFirst().getSpec().getNodeName();
        Map<String, String> labels = nodes.gpuLabels(node);
        long mark = cluster.audit().mark();

        nodes.label(node, Map.of());
        forceReconciles(services, 25);
        restartOperator("choice-flicker");
        forceReconciles(services, 25);
        nodes.label(node, labels);
        restartOperator("choice-again");
        // an edit that shapes no pod shows that all before it has been seen
        patch(services, "{\"spec\":{\"updatePolicy\":\"Automatic\"}}");
        assertThat(readySince(services.awaitReady("steady")))
                .as("the condition holds since it did, however often it was looked at")
                .isEqualTo(since);

        Deployment after = services.deployment("steady").orElseThrow();
        assertThat(after.getSpec().getTemplate()).isEqualTo(before.getSpec().getTemplate());
        assertThat(after.getMetadata().getGeneration())
                .isEqualTo(before.getMetadata().getGeneration());
        assertThat(uids(services)).isEqualTo(pods);
        assertThat(cluster.audit().operatorWritesSince(mark))
                .filteredOn(request -> request.namespace().equals(services.namespace()))
                .extracting(AuditLog.Request::resource)
                .doesNotContain("deployments", "services", "persistentvolumeclaims", "jobs");
        services.delete();
    }

    @Test
    @DisplayName(
            "twenty services race for eight GPUs and settle, the losers explained; a restart half-way changes no choice")
    void race() {
        Services services = new Services(cluster, cluster.newNamespace("race"));
        String all = IntStream.range(0, RACING)
                .mapToObj(i -> Services.manifest("racer-" + i, """
                        modelId: %s
                        gpuCount: 1
                        cache: {name: shared}""".formatted(MODEL)))
                .collect(Collectors.joining("---\n"));
        services.apply(Services.SHARED_CACHE).succeeded();
        services.apply(all).succeeded();
        await().atMost(PATIENCE).until(() -> choices(services).size() >= RACING / 2);
        operator.kill();
        Map<String, String> halfWay = choices(services);
        operator = cluster.startOperator("choice-after-race");

        await().atMost(PATIENCE)
                .until(() -> choices(services).size() == RACING
                        && ready(services) == GPUS
                        && explained(services) == RACING - GPUS);
        assertThat(choices(services)).containsAllEntriesOf(halfWay);
        Map<String, Long> servers = services.pods().stream()
                .filter(pod -> pod.getMetadata().getLabels().containsKey(Names.LABEL_SERVICE))
                .filter(pod -> pod.getSpec().getNodeName() != null)
                .collect(Collectors.groupingBy(pod -> pod.getSpec().getNodeName(), Collectors.counting()));
        assertThat(servers).isEqualTo(Map.of("mi308x-0", 4L, "mi355x-0", 4L));
        services.delete();
    }

    private void restartOperator(String name) {
        operator.kill();
        operator = cluster.startOperator(name);
    }

    private void forceReconciles(Services services, int times) {
        for (int i = 0; i < times; i++) {
            patch(services, "{\"metadata\":{\"annotations\":{\"example.com/touched\":\"" + System.nanoTime() + "\"}}}");
        }
    }

    private void patch(Services services, String json) {
        cluster.client()
                .resources(AIMService.class)
                .inNamespace(services.namespace())
                .withName("steady")
                .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    private Map<String, String> choices(Services services) {
        return cluster.client().apps().deployments().inNamespace(services.namespace()).list().getItems().stream()
                .collect(Collectors.toMap(
                        workload -> workload.getMetadata().getName(),
                        workload -> workload.getMetadata().getAnnotations().get(Names.ANNOTATION_CHOICE)));
    }

    private List<AIMService> all(Services services) {
        return cluster.client()
                .resources(AIMService.class)
                .inNamespace(services.namespace())
                .list()
                .getItems();
    }

    private long ready(Services services) {
        return all(services).stream()
                .filter(service -> Services.isTrue(service, "Ready"))
                .count();
    }

    /** Says that no node has GPUs left for it. */
    private long explained(Services services) {
        return all(services).stream()
                .flatMap(service -> Services.condition(service, "Ready").stream())
                .filter(condition -> condition.getReason().equals("Unschedulable"))
                .filter(condition -> condition.getMessage().contains("amd.com/gpu"))
                .count();
    }

    private List<String> uids(Services services) {
        return services.servers("steady").stream()
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    private static String readySince(AIMService service) {
        return Services.condition(service, "Ready").orElseThrow().getLastTransitionTime();
    }
}
