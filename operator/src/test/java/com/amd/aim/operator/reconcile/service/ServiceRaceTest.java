package com.amd.aim.operator.reconcile.service;

import static com.amd.aim.operator.harness.OperatorHarness.condition;
import static com.amd.aim.operator.harness.OperatorHarness.is;
import static com.amd.aim.operator.harness.OperatorHarness.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many services, few GPUs. */
class ServiceRaceTest {
    @Test
    @DisplayName(
            "20 services race for 8 GPUs: 8 serve, 12 say why not, and an operator restarted half-way changes no choice")
    void twentyForEight() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator()) {
            List<String> names =
                    IntStream.range(0, 20).mapToObj(i -> "racer-" + i).toList();
            names.forEach(name -> world.create(name, "{modelId: Qwen/Qwen3-0.6B, gpuCount: 1}"));
            until("half-way", () -> world.all(Deployment.class).size() >= 10);
            Map<String, String> before = choices(world);

            world.stopOperator();
            world.startOperator();

            until(
                    "settled",
                    () -> serving(world).size() == 8 && unschedulable(world).size() == 12);
            assertThat(choices(world)).containsAllEntriesOf(before).hasSize(20);
            assertThat(world.all(AIMModelCache.class)).hasSize(1);
            assertThat(world.downloads()).hasSize(1);
            assertThat(unschedulable(world))
                    .allSatisfy(
                            service -> assertThat(condition(service, "Ready").getMessage())
                                    .contains("1 Insufficient amd.com/gpu"));

            long settled = world.untilQuiet();
            world.client().resource(serving(world).getFirst()).delete();
            until(
                    "the next one has its turn",
                    () -> serving(world).size() == 8 && unschedulable(world).size() == 11);
            assertThat(world.writesSince(settled)).isNotEmpty();
        }
    }

    @Test
    @DisplayName("services that choose at the same time spread over the GPUs that are free")
    void spread() {
        try (OperatorHarness world =
                OperatorHarness.cluster("1xMI300X:8,1xMI325X:8").withOperator()) {
            world.create("a", "{modelId: Qwen/Qwen3-32B, gpuCount: 8}");
            world.create("b", "{modelId: Qwen/Qwen3-32B, gpuCount: 8}");

            world.untilReady("a");
            world.untilReady("b");
        }
    }

    private static List<AIMService> serving(OperatorHarness world) {
        return world.all(AIMService.class).stream()
                .filter(service -> service.getStatus() != null && is(service.getStatus(), "Ready", "True"))
                .toList();
    }

    private static List<AIMService> unschedulable(OperatorHarness world) {
        return world.all(AIMService.class).stream()
                .filter(service -> service.getStatus() != null)
                .filter(service -> Conditions.find(service.getStatus().conditions(), "Ready")
                        .filter(ready -> "Unschedulable".equals(ready.getReason()))
                        .isPresent())
                .toList();
    }

    private static Map<String, String> choices(OperatorHarness world) {
        return new TreeMap<>(world.all(Deployment.class).stream()
                .collect(Collectors.toMap(
                        deployment -> deployment.getMetadata().getName(),
                        deployment -> Objects.requireNonNull(
                                deployment.getMetadata().getAnnotations().get(Names.ANNOTATION_CHOICE)))));
    }
}
