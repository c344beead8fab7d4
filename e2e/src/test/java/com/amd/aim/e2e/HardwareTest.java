package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.RealCluster;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** In a cluster of its own, whose nodes it relabels, taints and cordons. */
@DisplayName("On the cluster's hardware")
@ExtendWith(RealCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardwareTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int RACING = 20;
    private static final int GPUS = 8;

    private final Cluster cluster;
    private OperatorProcess operator;

    HardwareTest() {
        cluster = Cluster.up(
                "hardware", "1xMI300X:8,1xMI325X:8,1xMI350X:8,1xMI300A:8,1xMI250X:8,2xMI210:8,1xMI308X:4,1xMI355X:4");
        try {
            operator = cluster.startOperator("hardware");
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
    @DisplayName("pods land only on nodes that carry the chosen GPU, in every shape that labels take")
    void labelShapes() {
        label("mi300x-0", Map.of("amd.com/gpu.device-id", "74b5", "amd.com/gpu.vram", "192G"));
        label("mi325x-0", Map.of("amd.com/gpu.product-name", "AMD_Instinct_MI325_OAM"));
        label("mi350x-0", Map.of("amd.com/gpu.device-id.75a0", "4", "amd.com/gpu.device-id.74a1", "4"));
        label("mi300a-0", Map.of("amd.com/gpu.device-id", "74a0", "amd.com/gpu.family", "AI"));
        label("mi250x-0", Map.of("beta.amd.com/gpu.device-id", "7408", "beta.amd.com/gpu.device-id.7408", "8"));
        Map<String, String> nodes = new TreeMap<>(Map.of(
                "MI300X", "mi300x-0",
                "MI325X", "mi325x-0",
                "MI350X", "mi350x-0",
                "MI300A", "mi300a-0",
                "MI250X", "mi250x-0"));
        Services services = new Services(cluster, cluster.newNamespace("shapes"));

        // four GPUs each, so that all of a mixed node's kind are asked for
        nodes.keySet()
                .forEach(gpu -> services.apply(Services.manifest(
                                name(gpu), "modelId: " + MODEL + "\nhardware: " + gpu + "\ngpuCount: 4"))
                        .succeeded());

        nodes.forEach((gpu, node) -> {
            services.awaitReady(name(gpu));
            assertThat(servers(services, name(gpu)))
                    .as(gpu)
                    .isNotEmpty()
                    .allMatch(pod -> node.equals(pod.getSpec().getNodeName()));
        });
        delete(services);
    }

    @Test
    @DisplayName(
            "cordoned, tainted and not ready nodes do not count, and the reason names each; a node with the GPUs' own taint does")
    void nodesThatDoNotCount() {
        Services services = new Services(cluster, cluster.newNamespace("obstacles"));
        node(
                "mi210-0",
                node -> node.editSpec().withUnschedulable(true).endSpec().build());
        taint("mi210-1", "team", "other");
        Node broken = cluster.client()
                .resource(new NodeBuilder()
                        .withNewMetadata()
                        .withName("mi210-broken")
                        .addToLabels("amd.com/gpu.device-id", "740f")
                        .endMetadata()
                        .build())
                .create();
        cluster.client()
                .resource(new NodeBuilder(broken)
                        .withNewStatus()
                        .addToCapacity("amd.com/gpu", new Quantity("8"))
                        .addToAllocatable("amd.com/gpu", new Quantity("8"))
                        .addNewCondition()
                        .withType("Ready")
                        .withStatus("False")
                        .withReason("KubeletNotReady")
                        .endCondition()
                        .endStatus()
                        .build())
                .updateStatus();

        services.apply(Services.manifest("picky", "modelId: " + MODEL + "\nhardware: MI210"))
                .succeeded();
        AIMService waiting = services.await(
                "picky",
                service -> message(service).contains("mi210-0")
                        && message(service).contains("mi210-1")
                        && message(service).contains("mi210-broken"));
        assertThat(message(waiting)).contains("cordoned", "team=other:NoSchedule", "not ready");

        taint("mi210-1", "amd.com/gpu", "present");
        services.awaitReady("picky");
        assertThat(servers(services, "picky"))
                .allMatch(pod -> "mi210-1".equals(pod.getSpec().getNodeName()));
        cluster.client().nodes().withName("mi210-broken").delete();
        delete(services);
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
        String node = servers(services, "steady").getFirst().getSpec().getNodeName();
        Map<String, String> labels = gpuLabels(node);
        long mark = cluster.audit().mark();

        label(node, Map.of());
        forceReconciles(services, 25);
        restartOperator("hardware-flicker");
        forceReconciles(services, 25);
        label(node, labels);
        restartOperator("hardware-again");
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
        delete(services);
    }

    @Test
    @DisplayName(
            "twenty services race for eight GPUs and settle, the losers explained; a restart half-way changes no choice")
    void race() {
        Services services = new Services(cluster, cluster.newNamespace("race"));
        Stream.of("mi308x-0", "mi355x-0")
                .forEach(node ->
                        cluster.kubectl("label", "node", node, "pool=race").succeeded());
        String all = IntStream.range(0, RACING)
                .mapToObj(i -> Services.manifest("racer-" + i, """
                        modelId: %s
                        gpuCount: 1
                        podTemplate: {spec: {nodeSelector: {pool: race}}}""".formatted(MODEL)))
                .collect(Collectors.joining("---\n"));
        services.apply(all).succeeded();
        await().atMost(PATIENCE).until(() -> choices(services).size() >= RACING / 2);
        operator.kill();
        Map<String, String> halfWay = choices(services);
        operator = cluster.startOperator("hardware-after-race");

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
        delete(services);
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

    private List<Pod> servers(Services services, String name) {
        return services.pods().stream()
                .filter(pod -> name.equals(pod.getMetadata().getLabels().get(Names.LABEL_SERVICE)))
                .toList();
    }

    private List<String> uids(Services services) {
        return servers(services, "steady").stream()
                .map(pod -> pod.getMetadata().getUid())
                .toList();
    }

    private static String readySince(AIMService service) {
        return Services.condition(service, "Ready").orElseThrow().getLastTransitionTime();
    }

    private static String message(AIMService service) {
        return Services.condition(service, "Ready").map(Condition::getMessage).orElse("");
    }

    private static String name(String gpu) {
        return "on-" + gpu.toLowerCase(java.util.Locale.ROOT);
    }

    private void delete(Services services) {
        cluster.client().namespaces().withName(services.namespace()).delete();
        await().atMost(PATIENCE).until(() -> services.pods().isEmpty());
    }

    private void taint(String name, String key, String value) {
        node(
                name,
                node -> node.editSpec()
                        .withTaints(new Taint("NoSchedule", key, null, value))
                        .endSpec()
                        .build());
    }

    private void node(String name, Function<NodeBuilder, Node> edit) {
        cluster.client().nodes().withName(name).edit(node -> edit.apply(new NodeBuilder(node)));
    }

    private Map<String, String> gpuLabels(String node) {
        return cluster.client().nodes().withName(node).get().getMetadata().getLabels().entrySet().stream()
                .filter(label -> label.getKey().contains("amd.com/gpu."))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Gives a node these labels of AMD's labeller and no others. */
    private void label(String node, Map<String, String> wanted) {
        Map<String, Object> labels = new HashMap<>();
        gpuLabels(node).keySet().forEach(old -> labels.put(old, null));
        labels.putAll(wanted);
        cluster.client()
                .nodes()
                .withName(node)
                .patch(PatchContext.of(PatchType.JSON_MERGE), json(Map.of("metadata", Map.of("labels", labels))));
    }

    /** Nulls stay: they are what removes a label. */
    private static String json(Map<String, Object> patch) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(patch);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
