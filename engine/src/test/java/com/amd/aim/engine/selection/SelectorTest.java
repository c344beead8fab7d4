package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.QWEN_32B;
import static com.amd.aim.engine.selection.Recipes.QWEN_8B;
import static com.amd.aim.engine.selection.Recipes.configuration;
import static com.amd.aim.engine.selection.Recipes.nodes;
import static com.amd.aim.engine.selection.Recipes.recipe;
import static com.amd.aim.engine.selection.Recipes.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    @ParameterizedTest(name = "{0} on {1} with gpuCount {2} → {3} on {4} x {5}")
    @DisplayName("R18 R22 R44 the built-in recipes on what there is")
    @CsvSource({
        "Qwen/Qwen3-32B, 1xMI300X:8, , qwen3-32b-mi300x-bf16, 4, MI300X",
        "Qwen/Qwen3-32B, 1xMI300X:2, , qwen3-32b-mi300x-bf16, 2, MI300X",
        "Qwen/Qwen3-32B, 1xMI300X:1, , qwen3-32b-mi300x-bf16, 1, MI300X",
        "Qwen/Qwen3-32B, 1xMI300X:8, 8, qwen3-32b-mi300x-bf16, 8, MI300X",
        "Qwen/Qwen3-32B, 1xMI325X:8, , qwen3-32b-mi300x-bf16, 4, MI325X",
        "Qwen/Qwen3-32B, '1xMI325X:8,1xMI300X:8', , qwen3-32b-mi300x-bf16, 4, MI300X",
        "Qwen/Qwen3-32B, 1xMI210:8, , qwen3-32b-mi210-bf16-generated, 4, MI210",
        "Qwen/Qwen3-32B, 1xMI355X:8, , qwen3-32b-mi355x-bf16-generated, 4, MI355X",
        "Qwen/Qwen3-8B, 1xMI300X:8, , qwen3-8b-mi300x-bf16-generated, 1, MI300X",
        "openai/gpt-oss-20b, 1xMI300X:8, , gpt-oss-20b-mi300x-mxfp4, 1, MI300X",
        "deepseek-ai/DeepSeek-R1-0528, 1xMI300X:8, , deepseek-r1-0528-mi300x-fp8, 8, MI300X",
        "deepseek-ai/DeepSeek-R1-0528, 1xMI325X:4, , deepseek-r1-0528-mi300x-fp16, 4, MI325X",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, 1xMI300X:4, , llama-3-1-405b-fp8-kv-mi300x-fp8, 4, MI300X",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, 1xMI325X:8, 2, llama-3-1-405b-fp8-kv-mi300x-fp8, 2, MI325X"
    })
    void builtIn(String model, String nodes, Integer gpuCount, String recipe, int count, String hardware) {
        Chosen chosen = chosen(select(new Request(model, null, null, gpuCount, null, null), nodes));
        assertThat(chosen.choice())
                .isEqualTo(new Choice(
                        recipe, "vllm-" + count, "vllm", hardware, "amd.com/gpu", count, 1, chosen.precision()));
        assertThat(chosen.candidates().getFirst().verdict()).isInstanceOf(Verdict.Picked.class);
        assertThat(chosen.candidates())
                .map(Candidate::verdict)
                .filteredOn(Verdict.Picked.class::isInstance)
                .hasSize(1);
    }

    @Test
    @DisplayName("R56 R135 readiness is the outermost order, whatever else speaks for the others")
    void readiness() {
        Recipe experimental = recipe("a", QWEN_8B, "MI300X", Precision.FP16, Readiness.EXPERIMENTAL, 1);
        Recipe preview = recipe("b", QWEN_8B, "MI300X", Precision.BF16, Readiness.PREVIEW, 8);
        assertThat(picked(QWEN_8B, "1xMI300X:8,1xMI325X:8", experimental, preview))
                .isEqualTo("b vllm-8 MI300X");
        assertThat(picked(QWEN_8B, "1xMI300X:8,1xMI325X:8", experimental)).isEqualTo("a vllm-1 MI300X");
    }

    @Test
    @DisplayName("R22 precision comes before count: the size table's, then bf16, fp16, fp8, int8, int4")
    void precision() {
        Recipe fp8 = recipe("fp8", QWEN_8B, "MI300X", Precision.FP8, Readiness.PRODUCTION, 1);
        Recipe bf16 = recipe("bf16", QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1);
        Recipe fp16 = recipe("fp16", QWEN_8B, "MI300X", Precision.FP16, Readiness.PRODUCTION, 4);
        assertThat(picked(QWEN_8B, "1xMI300X:8", fp8, bf16, fp16)).isEqualTo("fp16 vllm-4 MI300X");
        assertThat(picked(QWEN_8B, "1xMI300X:8", fp8, bf16)).isEqualTo("bf16 vllm-1 MI300X");
        assertThat(picked(QWEN_8B, "1xMI300X:8", fp8)).isEqualTo("fp8 vllm-1 MI300X");
    }

    @Test
    @DisplayName("R18 R22 a recipe that calls quantised weights by another format comes behind those that do not")
    void wrongPrecision() {
        Weights quantised = new Weights("hf://openai/gpt-oss-20b", null);
        Recipe wrong = with(recipe("a", QWEN_8B, "MI300X", Precision.FP16, Readiness.PRODUCTION, 1), quantised);
        Recipe right = with(recipe("b", QWEN_8B, "MI300X", Precision.MXFP4, Readiness.PRODUCTION, 1), quantised);
        Recipe other = recipe("c", QWEN_8B, "MI300X", Precision.FP8, Readiness.PRODUCTION, 1);
        assertThat(picked(QWEN_8B, "1xMI300X:8", wrong, right)).isEqualTo("b vllm-1 MI300X");
        assertThat(picked(QWEN_8B, "1xMI300X:8", wrong, other)).isEqualTo("c vllm-1 MI300X");
        assertThat(picked(QWEN_8B, "1xMI300X:8", wrong)).isEqualTo("a vllm-1 MI300X");
    }

    @Test
    @DisplayName("R22 counts: the wanted one, then lower ones from above, then higher ones from below")
    void counts() {
        assertThat(picked(QWEN_32B, "1xMI300X:8", counts(1, 2, 4, 8))).isEqualTo("c vllm-4 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:8", counts(1, 2, 8))).isEqualTo("c vllm-2 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:8", counts(8))).isEqualTo("c vllm-8 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:3", counts(8, 4, 1))).isEqualTo("c vllm-1 MI300X");
    }

    private static Recipe counts(int... counts) {
        return recipe("c", QWEN_32B, "MI300X", Precision.BF16, Readiness.PRODUCTION, counts);
    }

    @Test
    @DisplayName("of equals, free GPUs come before exact hardware, that before throughput, that before age and name")
    void ties() {
        Recipe a = recipe("a", QWEN_32B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 4);
        Recipe b = recipe("b", QWEN_32B, "MI325X", Precision.BF16, Readiness.PRODUCTION, 4);
        Recipe fast = with(a, configuration("vllm", 4, true, 900.0));
        assertThat(picked(QWEN_32B, "1xMI300X:8/8,1xMI325X:8/8", a, b)).isEqualTo("b vllm-4 MI325X");
        assertThat(picked(QWEN_32B, "1xMI300X:8/8,1xMI325X:8/8", fast, b)).isEqualTo("a vllm-4 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:8/8,1xMI325X:8/3", a, b)).isEqualTo("a vllm-4 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:8/0,1xMI325X:8/4", a)).isEqualTo("a vllm-4 MI325X");
        assertThat(picked(QWEN_32B, "1xMI300X:8/0", a))
                .as("busy is no reason to refuse")
                .isEqualTo("a vllm-4 MI300X");
    }

    @Test
    @DisplayName("of two recipes with one name the nearest counts, even where it serves another model")
    void shadowing() {
        String name = "qwen3-32b-mi300x-bf16";
        Recipe near = recipe(name, QWEN_32B, "MI300X", Precision.BF16, Readiness.EXPERIMENTAL, 2);
        Recipe far =
                with(recipe(name, QWEN_32B, "MI300X", Precision.BF16, Readiness.PREVIEW, 8), Origin.OPERATOR_NAMESPACE);
        assertThat(picked(QWEN_32B, "1xMI300X:8", far, near)).isEqualTo(name + " vllm-2 MI300X");
        assertThat(picked(QWEN_32B, "1xMI300X:8", far)).isEqualTo(name + " vllm-8 MI300X");
        Recipe other = recipe(name, QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1);
        assertThat(picked(QWEN_32B, "1xMI300X:8", other)).startsWith("qwen3-32b-mi300x-bf16-generated");
    }

    @Test
    @DisplayName(
            "R23 a model that only a recipe knows is served without a check of its memory, on as few GPUs as the recipe has")
    void uncatalogued() {
        Recipe own = recipe("own", "me/mine", "MI300X", Precision.BF16, Readiness.PRODUCTION, 2, 3);
        Chosen chosen = chosen(Selector.select(Request.of("me/mine"), nodes("1xMI300X:8"), CATALOG, List.of(own)));
        assertThat(chosen.choice().configuration()).isEqualTo("vllm-2");
        assertThat(chosen.source()).isEqualTo("hf://me/mine");
        assertThat(chosen.fit().weightsBytes()).isEmpty();
        assertThat(chosen.candidates().getFirst().verdict().reason()).contains("memory was not checked");
    }

    @Test
    @DisplayName("a recipe's own weights are what must fit and what is served")
    void weights() {
        Recipe big = with(
                recipe("big", QWEN_8B, "MI300X", Precision.FP8, Readiness.PRODUCTION, 1, 4),
                new Weights("hf://amd/Llama-3.1-405B-Instruct-FP8-KV@abc", null));
        Chosen chosen = chosen(Selector.select(Request.of(QWEN_8B), nodes("1xMI300X:8"), CATALOG, List.of(big)));
        assertThat(chosen.choice().configuration()).isEqualTo("vllm-4");
        assertThat(chosen.source()).isEqualTo("hf://amd/Llama-3.1-405B-Instruct-FP8-KV@abc");
    }

    private static Selection select(Request request, String nodes) {
        return Selector.select(request, nodes(nodes), CATALOG, List.of());
    }

    private static Chosen chosen(Selection selection) {
        assertThat(selection).isInstanceOf(Chosen.class);
        return (Chosen) selection;
    }

    /** {@code recipe configuration hardware} of what is picked with these recipes beside the catalogue's. */
    private static String picked(String model, String nodes, Recipe... extra) {
        List<Recipe> recipes = List.of(extra);
        Choice choice = chosen(Selector.select(Request.of(model), nodes(nodes), withoutBuiltIn(recipes), recipes))
                .choice();
        return choice.recipe() + " " + choice.configuration() + " " + choice.hardware();
    }

    /** The catalogue with only those built-in recipes that one of the given shadows. */
    private static Catalog withoutBuiltIn(List<Recipe> recipes) {
        return new Catalog(
                CATALOG.gpus(),
                CATALOG.models(),
                CATALOG.recipes().stream()
                        .filter(one ->
                                recipes.stream().anyMatch(other -> other.name().equals(one.name())))
                        .toList(),
                CATALOG.engines(),
                List.of());
    }
}
