package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.ClusterNodes;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In a cluster of its own: one node with whole GPUs, one whose GPUs are divided. */
@DisplayName("Parts of GPUs")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartsTest {
    private static final String WHOLE = "mi300x-0";
    private static final String DIVIDED = "mi300x-cpx-nps4-0";
    private static final String MODE = "cpx_nps4";
    private static final String PART = "MI300X/" + MODE;
    private static final int PARTS = 64;

    private final Cluster cluster;
    private final OperatorProcess operator;

    PartsTest() {
        cluster = Cluster.up("parts", "1xMI300X:8,1xMI300X/cpx_nps4:64");
        try {
            operator = cluster.startOperator("parts");
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
            "that are counted as GPUs are told from whole ones by the node's label alone, and a small model gets one")
    void countedAsGpus() {
        Services services = new Services(cluster, cluster.newNamespace("single"));
        onPart(services, "amd.com/gpu");
        services.delete();
    }

    @Test
    @DisplayName("that are counted by how they are divided are asked for by that name")
    void countedByMode() {
        ClusterNodes nodes = new ClusterNodes(cluster);
        nodes.countByMode(DIVIDED, MODE, PARTS);
        Services services = new Services(cluster, cluster.newNamespace("mixed"));
        try {
            onPart(services, "amd.com/" + MODE);
        } finally {
            services.delete();
            nodes.countAsGpus(DIVIDED, MODE, PARTS);
        }
    }

    @Test
    @DisplayName("are no place for a server of whole ones, though more of them are free than it asks for")
    void wholeOnly() {
        Services services = new Services(cluster, cluster.newNamespace("whole"));
        services.apply(Services.SHARED_CACHE).succeeded();
        services.apply(whole("first", 8)).succeeded();
        services.awaitReady("first");
        assertThat(services.servers("first"))
                .allMatch(pod -> WHOLE.equals(pod.getSpec().getNodeName()));

        services.apply(whole("second", 4)).succeeded();

        AIMService waiting = services.awaitReason("second", "Ready", "Unschedulable");
        assertThat(Services.condition(waiting, "Ready").map(Condition::getMessage))
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("1 Insufficient amd.com/gpu")
                        .contains("1 node(s) didn't match Pod's node affinity/selector"));
        services.delete();
    }

    private void onPart(Services services, String resource) {
        services.apply(Services.manifest("small", "modelId: Qwen/Qwen3-0.6B\nhardware: " + PART))
                .succeeded();
        AIMService service = services.awaitReady("small");
        assertThat(Objects.requireNonNull(service.getStatus().selection()).hardware())
                .isEqualTo(PART);
        assertThat(services.servers("small")).singleElement().satisfies(pod -> {
            assertThat(pod.getSpec().getNodeName()).isEqualTo(DIVIDED);
            assertThat(limits(pod)).containsEntry(resource, new Quantity("1"));
        });
    }

    private static Map<String, Quantity> limits(Pod pod) {
        return pod.getSpec().getContainers().getFirst().getResources().getLimits();
    }

    private static String whole(String name, int gpus) {
        return Services.manifest(
                name, "modelId: Qwen/Qwen3-0.6B\ncache: {name: shared}\nhardware: MI300X\ngpuCount: " + gpus);
    }
}
