package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A cache that one node at a time can mount")
@OnSharedCluster
class OneNodeCacheTest {
    @Test
    @DisplayName(
            "has all its servers on one node, though another is empty; one without room there says why and what helps")
    void oneNode(Cluster cluster) {
        Services services = new Services(cluster, cluster.newNamespace("one-node"));
        try (OperatorProcess _ = cluster.startOperator("one-node")) {
            Stream.of("one", "two").forEach(name -> services.apply(half(name)).succeeded());
            Stream.of("one", "two").forEach(services::awaitReady);
            List<String> nodes = Stream.of("one", "two")
                    .flatMap(name -> services.servers(name).stream())
                    .map(pod -> pod.getSpec().getNodeName())
                    .distinct()
                    .toList();
            assertThat(nodes).hasSize(1);

            services.apply(half("three")).succeeded();
            AIMService waiting = services.awaitReason("three", "Ready", "Unschedulable");
            assertThat(Services.condition(waiting, "Ready")
                            .map(Condition::getMessage)
                            .orElseThrow())
                    .contains("didn't match pod affinity rules")
                    .contains("Its cache is ReadWriteOnce", "spec.storage.accessMode: ReadWriteMany");
            services.delete();
        }
    }

    /** Takes half of a node. */
    private static String half(String name) {
        return Services.manifest(name, "modelId: Qwen/Qwen3-0.6B\nhardware: MI300X\ngpuCount: 4");
    }
}
