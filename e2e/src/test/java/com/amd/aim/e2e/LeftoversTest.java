package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of the tests' own ground. */
@DisplayName("What a test that failed leaves")
@OnSharedCluster
class LeftoversTest {
    @Test
    @DisplayName("is cleared after its operator has ended, with the cache that was in use and the GPUs that were held")
    void cleared(Cluster cluster) {
        Services services = new Services(cluster, cluster.newNamespace("left"));
        try (OperatorProcess _ = cluster.startOperator("left")) {
            services.apply(Services.manifest("qwen", "modelId: Qwen/Qwen3-0.6B"))
                    .succeeded();
            services.awaitReady("qwen");
        }

        cluster.clear(Set.of(services.namespace()));

        assertThat(cluster.client().namespaces().withName(services.namespace()).get())
                .isNull();
        assertThat(services.pods()).isEmpty();
        assertThat(cluster.namespaces()).doesNotContain(services.namespace());
    }
}
