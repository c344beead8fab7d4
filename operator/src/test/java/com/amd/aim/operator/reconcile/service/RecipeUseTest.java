package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An AIMRecipe tells which nodes can run it and who uses it")
class RecipeUseTest {
    private static final String RECIPE = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMRecipe
            metadata: {name: own}
            spec:
              modelId: Qwen/Qwen3-8B
              hardware: MI300X
              precision: bf16
              configurations: [{name: four, gpuCount: 4, args: {max-model-len: 4096}}]
            """;

    @Test
    @DisplayName("R55 hardware that comes later makes it available, and the service that it is chosen for is listed")
    void follows() {
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:2").withOperator()) {
            world.apply(RECIPE);
            OperatorHarness.until("no node has the GPUs", () -> is(world, "False", "HardwareAbsent"));
            assertThat(status(world).matchingNodes()).isZero();
            assertThat(available(world).map(Condition::getMessage))
                    .hasValue("No usable node has 4 x MI300X, or as many of a GPU that stands in for it.");

            world.addNodes("1xMI325X:8,1xMI355X:8,1xMI210:8");
            OperatorHarness.until("a node has the GPUs", () -> is(world, "True", "HardwarePresent"));
            assertThat(status(world).matchingNodes()).isEqualTo(1);

            world.create("qwen", "{modelId: Qwen/Qwen3-8B, recipe: own}");
            world.untilReady("qwen");
            OperatorHarness.until(
                    "its user is listed",
                    () -> List.of(world.namespace() + "/qwen")
                            .equals(status(world).usedBy()));
            long mark = world.untilQuiet();
            world.stopOperator();
            world.startOperator();
            world.untilLookedAtAll();
            world.untilQuiet();
            assertThat(world.writesSince(mark)).isEmpty();
        }
    }

    private static boolean is(OperatorHarness world, String truth, String reason) {
        return available(world)
                .filter(condition -> truth.equals(condition.getStatus()) && reason.equals(condition.getReason()))
                .isPresent();
    }

    private static Optional<Condition> available(OperatorHarness world) {
        return Optional.ofNullable(recipe(world).getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), "HardwareAvailable"));
    }

    private static AIMRecipe.Status status(OperatorHarness world) {
        return Objects.requireNonNull(recipe(world).getStatus());
    }

    private static AIMRecipe recipe(OperatorHarness world) {
        return world.all(AIMRecipe.class).getFirst();
    }
}
