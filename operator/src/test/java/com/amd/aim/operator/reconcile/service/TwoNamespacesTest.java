package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.harness.OperatorHarness;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TwoNamespacesTest {
    private static final String SMALL = "{modelId: Qwen/Qwen3-0.6B, gpuCount: 1}";

    @Test
    @DisplayName("an operator of two namespaces sees the servers of both after a restart, and so writes nothing")
    void restart() throws IOException {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8")) {
            String first = world.namespace();
            world.useNamespace("team-b");
            OperatorConfig config = ofBoth(world, first, "team-b");
            world.create("there", SMALL);
            try (AimOperator _ = AimOperator.start(config, world.sandbox().clientConfig())) {
                world.untilReady("there");
                world.returnTo(first);
                world.create("here", SMALL);
                world.untilReady("here");
                quiet(world);
            }
            long settled = world.sandbox().requests().mark();

            try (AimOperator _ = AimOperator.start(config, world.sandbox().clientConfig())) {
                quiet(world);
            }

            assertThat(world.writesSince(Names.FIELD_MANAGER, settled)).isEmpty();
        }
    }

    private static void quiet(OperatorHarness world) {
        world.untilQuiet(Names.FIELD_MANAGER);
    }

    private static OperatorConfig ofBoth(OperatorHarness world, String one, String another) {
        OperatorConfig defaults = OperatorConfig.embedded();
        return new OperatorConfig(
                defaults.operatorNamespace(),
                List.of(one, another),
                defaults.image(),
                world.sandbox().hub().endpoint(),
                defaults.clusterDomain(),
                defaults.workers(),
                defaults.httpPort(),
                Optional.empty());
    }
}
