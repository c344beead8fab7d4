package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.operator.status.Conditions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Found on a real API server: the second of two servers waited for the volume on another node for ever, and nothing said so. */
@DisplayName("On a cache that one node at a time can mount")
class OneNodeCacheTest {
    private static final String SPEC =
            "{modelId: Qwen/Qwen3-0.6B, hardware: MI300X, gpuCount: %d, cache: {storage: {accessMode: ReadWriteOnce}}}";
    private static final String FOUR_GPUS = SPEC.formatted(4);

    @Test
    @DisplayName(
            "all servers run on one node, though another is emptier; one that finds no room there says why and what helps")
    void together() {
        try (OperatorHarness world = OperatorHarness.cluster("2xMI300X:8").withOperator()) {
            List.of("one", "two").forEach(name -> world.create(name, FOUR_GPUS));
            List.of("one", "two").forEach(world::untilReady);
            assertThat(nodes(world, "one", "two")).hasSize(1);

            world.create("three", FOUR_GPUS);
            AIMService three = world.untilReason("three", "Ready", "Unschedulable");

            assertThat(Conditions.find(three.getStatus().conditions(), "Ready")
                            .orElseThrow()
                            .getMessage())
                    .contains(
                            "1 Insufficient amd.com/gpu",
                            "1 node(s) didn't match pod affinity rules",
                            "Its cache is ReadWriteOnce",
                            "spec.storage.accessMode: ReadWriteMany");
        }
    }

    @Test
    @DisplayName(
            "an edit rolls out though its node is full and another is empty, and so does one that needs other hardware")
    void rollOut() {
        try (OperatorHarness world =
                OperatorHarness.cluster("2xMI300X:8,1xMI325X:8").withOperator()) {
            world.create("chat", SPEC.formatted(8));
            world.untilReady("chat");

            world.edit("chat", "{args: {max-model-len: 4096}}");
            assertThat(world.untilReady("chat").getStatus().observedGeneration())
                    .isEqualTo(2);
            assertThat(strategy(world)).isEqualTo("RollingUpdate");
            world.edit("chat", "{hardware: MI325X}");

            world.untilReady("chat");
            assertThat(nodes(world, "chat")).containsExactly("mi325x-0");
            assertThat(strategy(world))
                    .as("an old server that is still ending would keep the new one off another node, for minutes")
                    .isEqualTo("Recreate");
        }
    }

    @Test
    @DisplayName("several servers move to other hardware together")
    void severalMove() {
        try (OperatorHarness world =
                OperatorHarness.cluster("1xMI300X:8,1xMI325X:8").withOperator()) {
            world.create("chat", SPEC.formatted(4));
            world.scale("chat", 2);
            world.untilReady("chat");

            world.edit("chat", "{hardware: MI325X}");

            world.untilReady("chat");
            assertThat(nodes(world, "chat")).containsExactly("mi325x-0");
        }
    }

    private static String strategy(OperatorHarness world) {
        return Objects.requireNonNull(world.deployment("chat"))
                .getSpec()
                .getStrategy()
                .getType();
    }

    private static Set<String> nodes(OperatorHarness world, String... services) {
        return Stream.of(services)
                .flatMap(service -> world.servers(service).stream())
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .flatMap(pod -> Optional.ofNullable(pod.getSpec().getNodeName()).stream())
                .collect(Collectors.toSet());
    }
}
