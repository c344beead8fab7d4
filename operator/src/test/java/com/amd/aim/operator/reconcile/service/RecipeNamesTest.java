package com.amd.aim.operator.reconcile.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.harness.OperatorHarness;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name is derived from a recipe's, so AIMRecipe has no rule for it. */
@DisplayName("A recipe may have any name that Kubernetes accepts")
class RecipeNamesTest {
    private static final int LONGEST = 253;

    @ParameterizedTest(name = "one that begins with {0}")
    @ValueSource(strings = {"qwen3-8b.v1.", "4-gpus"})
    void served(String beginning) {
        String name = beginning + "a".repeat(LONGEST - beginning.length());
        try (OperatorHarness world = OperatorHarness.cluster("1xMI300X:8").withOperator()) {
            world.apply("""
                    apiVersion: aim.amd.com/v1alpha1
                    kind: AIMRecipe
                    metadata: {name: %s}
                    spec:
                      modelId: Qwen/Qwen3-8B
                      hardware: MI300X
                      precision: bf16
                      configurations: [{name: one, gpuCount: 1, args: {max-model-len: 4096}}]
                    """.formatted(name));
            world.create("qwen", "{modelId: Qwen/Qwen3-8B, recipe: %s}".formatted(name));

            var selection = world.untilReady("qwen").getStatus().selection();

            assertThat(Objects.requireNonNull(selection).recipe()).isEqualTo(name);
            // by a controller of its own, which the service does not wait for
            OperatorHarness.until("it is judged", () -> recipe(world).getStatus() != null);
            assertThat(world.all(AIMRecipe.class))
                    .singleElement()
                    .satisfies(recipe -> assertThat(recipe.getStatus().conditions())
                            .extracting("type", "status")
                            .contains(tuple("Valid", "True")));
        }
    }

    private static AIMRecipe recipe(OperatorHarness world) {
        return world.all(AIMRecipe.class).getFirst();
    }
}
