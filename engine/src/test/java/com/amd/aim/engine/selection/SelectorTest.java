package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.DEEPSEEK;
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
import com.amd.aim.engine.selection.Verdict.Cause;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    @ParameterizedTest(name = "{0} on {1} with gpuCount {2} → {3} on {4} x {5}")
    @DisplayName("R18 R22 the built-in recipes on what there is")
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
        "openai/gpt-oss-20b, 1xMI300X:8, , gpt-oss-20b-mi300x-mxfp4-generated, 4, MI300X",
        "deepseek-ai/DeepSeek-R1-0528, 1xMI300X:8, , deepseek-r1-0528-mi300x-fp16, 8, MI300X",
        "deepseek-ai/DeepSeek-R1-0528, 1xMI300X:4, , deepseek-r1-0528-mi300x-fp16, 4, MI300X",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, 1xMI300X:4, , llama-3-1-405b-fp8-kv-mi300x-fp8, 4, MI300X",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, 1xMI325X:8, 2, llama-3-1-405b-fp8-kv-mi300x-fp8, 2, MI325X"
    })
    void builtIn(String model, String nodes, Integer gpuCount, String recipe, int count, String hardware) {
        Chosen chosen = chosen(select(new Request(model, null, null, gpuCount, null, null), nodes));
        assertThat(chosen.choice())
                .isEqualTo(new Choice(recipe, "vllm-" + count, "vllm", hardware, count, chosen.precision()));
        assertThat(chosen.candidates().getFirst().verdict()).isInstanceOf(Verdict.Picked.class);
        assertThat(chosen.candidates())
                .map(Candidate::verdict)
                .filteredOn(Verdict.Picked.class::isInstance)
                .hasSize(1);
    }

    @ParameterizedTest(name = "{7}")
    @DisplayName("what cannot be served says why, and what would do")
    @CsvSource(
            delimiter = '|',
            value = {
                "Qwen/Qwen3-23B | | | | | 1xMI300X:8 | UNKNOWN_MODEL | modelId Qwen/Qwen3-23B is not in the catalogue and"
                        + " no recipe serves it (did you mean Qwen/Qwen3-32B or Qwen/Qwen3-8B or Qwen/Qwen3-0.6B?);"
                        + " create a recipe for it.",
                "x/y | | | | | 1xMI300X:8 | UNKNOWN_MODEL | modelId x/y is not in the catalogue and no recipe serves it;"
                        + " create a recipe for it.",
                "Qwen/Qwen3-32B | nope | | | | 1xMI300X:8 | UNKNOWN_RECIPE | recipe nope does not exist; recipes for"
                        + " Qwen/Qwen3-32B are qwen3-32b-mi300x-bf16.",
                "Qwen/Qwen3-8B | nope | | | | 1xMI300X:8 | UNKNOWN_RECIPE | recipe nope does not exist; there is no"
                        + " written recipe for Qwen/Qwen3-8B, leave recipe out to have one generated.",
                "Qwen/Qwen3-8B | qwen3-32b-mi300x-bf16 | | | | 1xMI300X:8 | RECIPE_FOR_OTHER_MODEL | recipe"
                        + " qwen3-32b-mi300x-bf16 serves Qwen/Qwen3-32B, not Qwen/Qwen3-8B; there is no written recipe"
                        + " for Qwen/Qwen3-8B, leave recipe out to have one generated.",
                "Qwen/Qwen3-32B | | H100 | | | 1xMI300X:8 | UNKNOWN_HARDWARE | hardware H100 is not known; known are"
                        + " MI355X, MI350X, MI325X, MI300X, MI308X, MI300A, MI250X, MI250, MI210.",
                "Qwen/Qwen3-32B | | | | triton | 1xMI300X:8 | UNKNOWN_BACKEND | backend triton cannot be started; those"
                        + " that can are vllm.",
                "Qwen/Qwen3-32B | | | | sglang | 1xMI300X:8 | UNKNOWN_BACKEND | backend sglang cannot be started; those"
                        + " that can are vllm.",
                "Qwen/Qwen3-32B | | | 3 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 3 cannot share out the 64 attention"
                        + " heads and 8 key-value heads of Qwen/Qwen3-32B evenly; possible are 1, 2, 4, 8.",
                "Qwen/Qwen3-32B | | | 0 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 0 must be from 1 to 1024.",
                "Qwen/Qwen3-32B | | | 2000 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 2000 must be from 1 to 1024.",
                "Qwen/Qwen3-32B | | MI325X | | | 2xMI300X:8 | HARDWARE_ABSENT | hardware MI325X is pinned, and there is"
                        + " MI300X (2 nodes of up to 8).",
                "Qwen/Qwen3-32B | | | | | '' | HARDWARE_ABSENT | Qwen/Qwen3-32B needs AMD GPUs, and there is no usable"
                        + " GPU.",
                "Qwen/Qwen3-32B | | | 16 | | 1xMI300X:8 | NOTHING_FITS | None of the 13 candidates for Qwen/Qwen3-32B"
                        + " fits. qwen3-32b-mi300x-bf16-generated (vllm, 16 x MI300X): It needs 16 GPUs in one node; the"
                        + " largest MI300X node has 8. qwen3-32b-mi300x-bf16 (vllm, 8 x MI300X): gpuCount 16 is pinned,"
                        + " and this one has 8.",
                "openai/gpt-oss-20b | | | | | 1xMI210:8 | NOTHING_FITS | None of the 4 candidates for openai/gpt-oss-20b"
                        + " fits. gpt-oss-20b-mi210-mxfp4-generated (vllm, 4 x MI210): MI210 cannot compute mxfp4; it"
                        + " computes fp32, bf16, fp16, int8, int4."
            })
    void refused(
            String model,
            String recipe,
            String hardware,
            Integer count,
            String backend,
            String nodes,
            NothingFits.Cause cause,
            String message) {
        Selection selection = select(new Request(model, recipe, hardware, count, null, backend), nodes);
        assertThat(selection).isInstanceOfSatisfying(NothingFits.class, nothing -> {
            assertThat(nothing.message()).isEqualTo(message);
            assertThat(nothing.cause()).isEqualTo(cause);
        });
        assertThat(selection.candidates()).map(Candidate::verdict).allMatch(Verdict.Rejected.class::isInstance);
    }

    @Test
    @DisplayName("nodes that do not count are named with their reason")
    void excluded() {
        Inventory none = new Inventory(List.of(), List.of(new Inventory.Excluded("gpu-1", "cordoned")));
        assertThat(Selector.select(Request.of(QWEN_8B), none, CATALOG, List.of()))
                .isInstanceOfSatisfying(
                        NothingFits.class,
                        nothing -> assertThat(nothing.message())
                                .isEqualTo(
                                        "Qwen/Qwen3-8B needs AMD GPUs, and there is no usable GPU; not counted: gpu-1"
                                                + " (cordoned)."));
    }

    @Test
    @DisplayName("every configuration has its verdict, and every reason is a sentence")
    void verdicts() {
        List<Candidate> candidates =
                select(Request.of(DEEPSEEK), "1xMI300X:8,1xMI210:8").candidates();
        assertThat(candidates).map(one -> one.verdict().reason()).allMatch(reason -> reason.matches("[A-Za-z].*\\."));
        assertThat(candidates)
                .filteredOn(one -> one.recipe().equals("deepseek-r1-0528-mi300x-fp16"))
                .hasSize(2 * 8)
                .anySatisfy(one -> assertRejected(
                        one, Cause.DISABLED, "The recipe switches this configuration off (enabled: false)."))
                .anySatisfy(one -> assertRejected(
                        one,
                        Cause.TOO_LITTLE_MEMORY,
                        "The weights take 641.3 GiB, but 2 x MI300X at 0.90 utilisation hold 345.6 GiB."))
                .anySatisfy(one -> assertRejected(
                        one,
                        Cause.OTHER_HARDWARE,
                        "The recipe is for MI300X (gfx942, 192 GiB); MI210 (gfx90a, 64 GiB) cannot stand in for it."))
                .anySatisfy(one -> assertRejected(
                        one, Cause.BACKEND_UNKNOWN, "Backend sglang cannot be started; those that can are vllm."));
        assertThat(candidates.getFirst().verdict().reason())
                .isEqualTo("The best of 4 that fit: a production recipe on MI300X; the fp8 weights take 641.3 GiB of"
                        + " 1382.4 GiB.");
        assertThat(candidates.get(1).verdict().reason())
                .isEqualTo("It would do, but the order prefers 8 GPUs to 4 GPUs.");
    }

    private static void assertRejected(Candidate candidate, Cause cause, String reason) {
        assertThat(candidate.verdict()).isEqualTo(new Verdict.Rejected(cause, reason));
    }

    @Test
    @DisplayName("R135 readiness is the outermost order, whatever else speaks for the others")
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

    @Test
    @DisplayName("a recipe with hardware nobody knows, or arguments that are not its own, is rejected by name")
    void badRecipes() {
        Recipe where = recipe("where", QWEN_8B, "H100", Precision.BF16, Readiness.PRODUCTION, 1);
        assertThat(causes(where)).containsExactly(Cause.UNKNOWN_HARDWARE);
        Recipe heads = recipe("heads", QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 3);
        assertThat(causes(heads)).containsExactly(Cause.HEADS_NOT_DIVISIBLE);
        Recipe old = recipe("old", QWEN_8B, "MI210", Precision.FP8, Readiness.PRODUCTION, 1);
        assertThat(Selector.select(
                        new Request(QWEN_8B, "old", null, null, null, null), nodes("1xMI210:8"), CATALOG, List.of(old)))
                .isInstanceOfSatisfying(
                        NothingFits.class,
                        nothing -> assertThat(nothing.message())
                                .contains("MI210 cannot compute fp8; it computes fp32, bf16, fp16, int8, int4."));
        Recipe from = with(
                recipe("from", QWEN_8B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1),
                new Weights("s3://a", null));
        assertThat(causes(from)).containsExactly(Cause.ARGUMENTS_REFUSED);
    }

    private static List<Cause> causes(Recipe recipe) {
        return Selector.select(Request.of(QWEN_8B), nodes("1xMI300X:8"), CATALOG, List.of(recipe)).candidates().stream()
                .filter(one -> one.recipe().equals(recipe.name()))
                .map(one -> ((Verdict.Rejected) one.verdict()).cause())
                .toList();
    }

    @Test
    @DisplayName("a choice that was written down is the same one again, without asking what is there")
    void restored() {
        for (String model : List.of(QWEN_32B, QWEN_8B, DEEPSEEK)) {
            Chosen chosen = chosen(select(Request.of(model), "1xMI325X:8"));
            assertThat(Selector.restore(chosen.choice(), model, CATALOG, List.of()))
                    .hasValueSatisfying(again -> {
                        assertThat(again.choice()).isEqualTo(chosen.choice());
                        assertThat(again.fingerprint())
                                .isEqualTo(chosen.fingerprint())
                                .hasSize(12);
                        assertThat(again.match()).isEqualTo(chosen.match());
                        assertThat(again.fit()).isEqualTo(chosen.fit());
                    });
        }
    }

    @Test
    @DisplayName("a choice whose recipe is gone or says something else now is not restored, or told by its fingerprint")
    void notRestored() {
        Chosen chosen = chosen(select(Request.of(QWEN_32B), "1xMI300X:8"));
        Choice choice = chosen.choice();
        Recipe shadow = with(
                recipe(choice.recipe(), QWEN_32B, "MI300X", Precision.BF16, Readiness.PRODUCTION),
                configuration("vllm", 4, true, 1.0));
        assertThat(Selector.restore(choice, QWEN_32B, CATALOG, List.of(shadow)))
                .hasValueSatisfying(again -> assertThat(again.fingerprint()).isNotEqualTo(chosen.fingerprint()));
        Stream.of(
                        new Choice("gone", "vllm-4", "vllm", "MI300X", 4, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-3", "vllm", "MI300X", 3, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "MI210", 4, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "H100", 4, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "MI300X", 4, Precision.FP8))
                .forEach(other -> assertThat(Selector.restore(other, QWEN_32B, CATALOG, List.of()))
                        .isEmpty());
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
