package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.ClusterNodes;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In a cluster of its own, whose nodes it relabels, taints and cordons. */
@DisplayName("On the cluster's hardware")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HardwareTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";

    private final Cluster cluster;
    private final ClusterNodes nodes;
    private final OperatorProcess operator;

    HardwareTest() {
        cluster = Cluster.up("hardware", "1xMI300X:8,1xMI325X:8,1xMI350X:8,1xMI300A:8,1xMI250X:8,2xMI210:8");
        nodes = new ClusterNodes(cluster);
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
        nodes.label("mi300x-0", Map.of("amd.com/gpu.device-id", "74b5", "amd.com/gpu.vram", "192G"));
        nodes.label("mi325x-0", Map.of("amd.com/gpu.product-name", "AMD_Instinct_MI325_OAM"));
        nodes.label("mi350x-0", Map.of("amd.com/gpu.device-id.75a0", "4", "amd.com/gpu.device-id.74a2", "4"));
        nodes.label("mi300a-0", Map.of("amd.com/gpu.device-id", "74a0", "amd.com/gpu.family", "AI"));
        nodes.label("mi250x-0", Map.of("beta.amd.com/gpu.device-id", "7408", "beta.amd.com/gpu.device-id.7408", "8"));
        Map<String, String> nodeOf = new TreeMap<>(Map.of(
                "MI300X", "mi300x-0",
                "MI325X", "mi325x-0",
                "MI350X", "mi350x-0",
                "MI300A", "mi300a-0",
                "MI250X", "mi250x-0"));
        Services services = new Services(cluster, cluster.newNamespace("shapes"));

        services.apply(Services.SHARED_CACHE).succeeded();
        // four GPUs each, so that all of a mixed node's kind are asked for
        nodeOf.keySet()
                .forEach(gpu -> services.apply(Services.manifest(
                                name(gpu),
                                "modelId: " + MODEL + "\ncache: {name: shared}\nhardware: " + gpu + "\ngpuCount: 4"))
                        .succeeded());

        nodeOf.forEach((gpu, node) -> {
            services.awaitReady(name(gpu));
            assertThat(services.servers(name(gpu)))
                    .as(gpu)
                    .isNotEmpty()
                    .allMatch(pod -> node.equals(pod.getSpec().getNodeName()));
        });
        services.delete();
    }

    @Test
    @DisplayName(
            "cordoned, tainted and not ready nodes do not count, and the reason names each; a node with the GPUs' own taint does")
    void nodesThatDoNotCount() {
        Services services = new Services(cluster, cluster.newNamespace("obstacles"));
        nodes.cordon("mi210-0");
        nodes.taint("mi210-1", "team", "other");
        nodes.addNotReady("mi210-broken", "740f", 8);

        services.apply(Services.manifest("picky", "modelId: " + MODEL + "\nhardware: MI210"))
                .succeeded();
        AIMService waiting = services.await(
                "picky",
                service -> message(service).contains("mi210-0")
                        && message(service).contains("mi210-1")
                        && message(service).contains("mi210-broken"));
        assertThat(message(waiting)).contains("cordoned", "team=other:NoSchedule", "not ready");

        nodes.taint("mi210-1", "amd.com/gpu", "present");
        services.awaitReady("picky");
        assertThat(services.servers("picky"))
                .allMatch(pod -> "mi210-1".equals(pod.getSpec().getNodeName()));
        nodes.delete("mi210-broken");
        services.delete();
    }

    private static String message(AIMService service) {
        return Services.condition(service, "Ready").map(Condition::getMessage).orElse("");
    }

    private static String name(String gpu) {
        return "on-" + gpu.toLowerCase(Locale.ROOT);
    }
}
