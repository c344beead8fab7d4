package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeVerdictTest {
    private static final Catalog CATALOG = Catalog.builtIn();

    private static ConditionState judge(String hardware, String precision, String configuration) {
        return RecipeVerdict.of(recipe(hardware, precision, configuration), CATALOG);
    }

    private static AIMRecipe recipe(String hardware, String precision, String configuration) {
        return Serialization.unmarshal("""
                metadata: {name: own, generation: 1}
                spec:
                  modelId: Qwen/Qwen3-32B
                  hardware: %s
                  precision: %s
                  configurations: [%s]
                """.formatted(hardware, precision, configuration), AIMRecipe.class);
    }

    @Test
    @DisplayName("a recipe that can work is Valid")
    void valid() {
        assertThat(judge("mi300x", "bf16", "{name: vllm-4, gpuCount: 4}"))
                .isEqualTo(ConditionState.isTrue(
                        RecipeVerdict.VALID, Reason.Valid, "1 configuration for mi300x can be used."));
    }

    @Test
    @DisplayName("R55 what was said of the hardware stays until all nodes have been heard of again")
    void untilLookedAt() {
        AIMRecipe recipe = recipe("MI300X", "bf16", "{name: four, gpuCount: 4}");
        ConditionState valid = RecipeVerdict.of(recipe, CATALOG);
        var looked = new RecipeHardware(
                2,
                ConditionState.isTrue(RecipeHardware.HARDWARE_AVAILABLE, Reason.HardwarePresent, "2 nodes have it."));
        AIMRecipe.Status told =
                RecipeVerdict.status(recipe, valid, Optional.of(looked), List.of("team-a/qwen"), Instant.EPOCH);
        recipe.setStatus(told);

        assertThat(RecipeVerdict.status(
                        recipe, valid, Optional.empty(), List.of("team-a/qwen"), Instant.EPOCH.plusSeconds(60)))
                .isEqualTo(told);
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "H100   | bf16  | {name: a, gpuCount: 4}                                  | H100    | MI300X",
                "MI210  | fp8   | {name: a, gpuCount: 4}                                  | fp8     | bf16",
                "MI300X | bf16  | {name: a, gpuCount: 3}                                  | 3       | 1, 2",
                "MI300X | bf16  | {name: a, gpuCount: 4, backend: triton}                 | triton  | vllm",
                "MI300X | bf16  | {name: a, gpuCount: 4, args: {port: 9000}}              | port    | a",
                "MI300X | bf16  | {name: a, gpuCount: 4, args: {tensor-parallel-size: 2}} | tensor-parallel-size | 4",
                "MI300X | bf16  | {name: a, gpuCount: 4, enabled: false}                  | enabled | configuration",
            })
    @DisplayName("one that cannot says which value is wrong and what would do")
    void invalid(String hardware, String precision, String configuration, String value, String wayOut) {
        ConditionState judged = judge(hardware, precision, configuration);
        assertThat(judged.truth()).isEqualTo(ConditionState.Truth.False);
        assertThat(judged.reason()).isEqualTo(Reason.Invalid);
        assertThat(judged.message()).contains(value).contains(wayOut);
    }
}
