package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.DEEPSEEK;
import static com.amd.aim.engine.selection.Recipes.QWEN_8B;
import static com.amd.aim.engine.selection.Recipes.configuration;
import static com.amd.aim.engine.selection.Recipes.recipe;
import static com.amd.aim.engine.selection.Recipes.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeCheckTest {
    static Stream<Arguments> recipes() {
        Recipe good = recipe("r", QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1);
        return Stream.of(
                Arguments.of("a good one", good, ""),
                Arguments.of(
                        "unknown hardware",
                        recipe("r", QWEN_8B, "H100", Precision.BF16, Readiness.PRODUCTION, 1),
                        "hardware H100 is not known; known are MI355X"),
                Arguments.of(
                        "a format the GPU lacks",
                        recipe("r", QWEN_8B, "MI210", Precision.FP8, Readiness.PRODUCTION, 1),
                        "configuration vllm-1: MI210 cannot compute fp8"),
                Arguments.of(
                        "heads that do not go by three",
                        recipe("r", QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1, 3),
                        "configuration vllm-3: gpuCount 3 cannot share out the 32 attention heads"),
                Arguments.of(
                        "weights that fit nowhere",
                        recipe("r", DEEPSEEK, "MI300X", Precision.FP8, Readiness.PRODUCTION, 1, 2),
                        "configuration vllm-1: The weights take 641.3 GiB"),
                Arguments.of(
                        "weights that fit somewhere",
                        recipe("r", DEEPSEEK, "MI300X", Precision.FP8, Readiness.PRODUCTION, 1, 2, 8),
                        ""),
                Arguments.of(
                        "nothing enabled",
                        with(good, configuration("vllm", 1, false, null)),
                        "no configuration is enabled"),
                Arguments.of(
                        "R74 both engines",
                        with(good, configuration("sglang", 1, true, null), configuration("vllm", 1, true, null)),
                        ""),
                Arguments.of(
                        "an engine that no recipe knows, beside one that works",
                        with(good, configuration("vlm", 1, true, null), configuration("vllm", 1, true, null)),
                        "configuration vlm-1: Backend vlm cannot be started"),
                Arguments.of(
                        "weights from elsewhere",
                        with(good, new Weights("s3://bucket/x", null)),
                        "weights.uri: Source \"s3://bucket/x\" is not valid"),
                Arguments.of(
                        "a model nobody knows",
                        recipe("r", "me/mine", "MI300X", Precision.BF16, Readiness.PRODUCTION, 7),
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    @DisplayName("R55 a recipe is valid, or each thing that can never work is named")
    void problems(String what, Recipe recipe, String problem) {
        if (problem.isEmpty()) {
            assertThat(RecipeCheck.problems(recipe, CATALOG)).as(what).isEmpty();
        } else {
            assertThat(RecipeCheck.problems(recipe, CATALOG)).as(what).anyMatch(one -> one.startsWith(problem));
        }
    }
}
