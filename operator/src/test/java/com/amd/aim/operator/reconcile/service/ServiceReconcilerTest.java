package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.harness.OperatorHarness;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whole reconciles of AIMService in a sandbox. */
class ServiceReconcilerTest {
    @Test
    @DisplayName("one line of spec becomes an endpoint that answers")
    void zeroConfiguration() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator()) {
            world.create("qwen", "{modelId: Qwen/Qwen3-32B}");

            AIMService service = world.untilReady("qwen");

            assertThat(service.getStatus().phase()).isEqualTo(Phase.Serving);
            assertThat(service.getStatus().ready()).isEqualTo("1/1");
            assertThat(condition(service, "CacheReady").getStatus()).isEqualTo("True");
            assertThat(world.all(AIMModelCache.class)).hasSize(1);
        }
    }
}
