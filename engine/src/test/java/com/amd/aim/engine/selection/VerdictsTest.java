package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.DEEPSEEK;
import static com.amd.aim.engine.selection.Recipes.QWEN_8B;
import static com.amd.aim.engine.selection.Recipes.nodes;
import static com.amd.aim.engine.selection.Recipes.recipe;
import static com.amd.aim.engine.selection.Recipes.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import com.amd.aim.engine.selection.Verdict.Cause;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why there is no choice, and why a candidate is not it. */
class VerdictsTest {
    @ParameterizedTest(name = "{7}")
    @DisplayName("what cannot be served says why, and what would do")
    @CsvSource(
            delimiter = '|',
            value = {
                "Qwen/Qwen3-23B | | | | | 1xMI300X:8 | UNKNOWN_MODEL | modelId Qwen/Qwen3-23B is not in the catalogue and"
                        + " no recipe serves it (did you mean Qwen/Qwen3-14B or Qwen/Qwen3-32B or Qwen/Qwen3-4B?);"
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
                        + " that can are vllm, sglang.",
                "Qwen/Qwen3-32B | | | 3 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 3 cannot share out the 64 attention"
                        + " heads and 8 key-value heads of Qwen/Qwen3-32B evenly; possible are 1, 2, 4, 8.",
                "Qwen/Qwen3-32B | | | 0 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 0 must be from 1 to 1024.",
                "Qwen/Qwen3-32B | | | 2000 | | 1xMI300X:8 | INVALID_GPU_COUNT | gpuCount 2000 must be from 1 to 1024.",
                "Qwen/Qwen3-32B | | MI325X | | | 2xMI300X:8 | HARDWARE_ABSENT | hardware MI325X is pinned, and there is"
                        + " MI300X (2 nodes of up to 8).",
                "Qwen/Qwen3-32B | | | | | '' | HARDWARE_ABSENT | Qwen/Qwen3-32B needs AMD GPUs, and there is no usable"
                        + " GPU.",
                "Qwen/Qwen3-32B | | | 16 | | 1xMI300X:8 | NOTHING_FITS | None of the 18 candidates for Qwen/Qwen3-32B"
                        + " fits. qwen3-32b-mi300x-bf16-generated (vllm, 16 x MI300X): It needs 16 GPUs in one node; the"
                        + " largest MI300X node has 8. qwen3-32b-mi300x-bf16 (vllm, 8 x MI300X): gpuCount 16 is pinned,"
                        + " and this one has 8. The smallest hardware that would do is 2 nodes of 8 x MI250X, which"
                        + " maxNodes 2 would allow.",
                "openai/gpt-oss-20b | | | | | 1xMI210:8 | NOTHING_FITS | None of the 8 candidates for openai/gpt-oss-20b"
                        + " fits. gpt-oss-20b-mi210-mxfp4-generated (vllm, 4 x MI210): MI210 cannot compute mxfp4; it"
                        + " computes fp32, bf16, fp16, int8, int4. gpt-oss-20b-mi300x-mxfp4 (vllm, 1 x MI210): The"
                        + " recipe is for MI300X (gfx942, 192 GiB); MI210 (gfx90a, 64 GiB) cannot stand in for it."
                        + " The smallest hardware that would do is 1 x MI300A."
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
    @DisplayName(
            "R54 every configuration has its verdict, one that is switched off too, and every reason is a sentence")
    void verdicts() {
        List<Candidate> candidates =
                select(Request.of(DEEPSEEK), "1xMI300X:8,1xMI210:8").candidates();
        assertThat(candidates).map(one -> one.verdict().reason()).allMatch(reason -> reason.matches("[A-Za-z].*\\."));
        assertThat(candidates)
                .filteredOn(one -> one.recipe().equals("deepseek-r1-0528-mi300x-fp16"))
                .hasSize(2 * 8)
                .anySatisfy(one -> assertRejected(
                        one, Cause.DISABLED, "The recipe switches this configuration off (enabled: false)."))
                .anySatisfy(
                        one -> assertRejected(
                                one,
                                Cause.TOO_LITTLE_MEMORY,
                                "The weights take 641.3 GiB, and each GPU needs 18.7 GiB for activations and graphs; of 2 x MI300X the engine may use 345.6 GiB."))
                .anySatisfy(one -> assertRejected(
                        one,
                        Cause.OTHER_HARDWARE,
                        "The recipe is for MI300X (gfx942, 192 GiB); MI210 (gfx90a, 64 GiB) cannot stand in for it."));
        assertThat(candidates.getFirst().verdict().reason())
                .startsWith(
                        "The best of 8 that fit: a production recipe on MI300X; the weights take 641.3 GiB of 1382.4 GiB");
        assertThat(candidates.get(1).verdict().reason())
                .isEqualTo("It would do, but the order prefers fp8 to fp16, which its weights are not in.");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @DisplayName("R135 a generated recipe says whether any is written for the model")
    @CsvSource({
        "Qwen/Qwen3-8B, 1xMI300X:8, No recipe is written for it; generated",
        "Qwen/Qwen3-32B, 1xMI210:8, No written recipe fits; generated"
    })
    void generated(String model, String nodes, String reason) {
        assertThat(select(Request.of(model), nodes)
                        .candidates()
                        .getFirst()
                        .verdict()
                        .reason())
                .startsWith(reason + " from the size table and the hardware profile; ");
    }

    private static void assertRejected(Candidate candidate, Cause cause, String reason) {
        assertThat(candidate.verdict()).isEqualTo(new Verdict.Rejected(cause, reason));
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

    private static Selection select(Request request, String nodes) {
        return Selector.select(request, nodes(nodes), CATALOG, List.of());
    }
}
