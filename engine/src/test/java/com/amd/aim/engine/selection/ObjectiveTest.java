package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.QWEN_32B;
import static com.amd.aim.engine.selection.Recipes.nodes;
import static com.amd.aim.engine.selection.Recipes.recipe;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectiveTest {
    private static final Recipe ANY_COUNT =
            recipe("own", QWEN_32B, "MI300X", Precision.BF16, Readiness.PRODUCTION, 1, 2, 4, 8, 16);

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @DisplayName("what is optimised for decides among configurations of equal standing")
    @CsvSource({
        // the size table's count
        ", 1xMI300X:16, own vllm-4 MI300X",
        // 32 full contexts of 32768 tokens take 256 GiB, which 2 GPUs hold beside the weights and 1 does not
        "THROUGHPUT, 1xMI300X:16, own vllm-2 MI300X",
        // what holds fewer comes after what holds enough, the most first
        "THROUGHPUT, 1xMI300X:1, own vllm-1 MI300X",
        // as many as there are, but not more than talk to each other quickly
        "LATENCY, 1xMI300X:16, own vllm-8 MI300X",
        "LATENCY, 1xMI300X:4, own vllm-4 MI300X",
        "COST, 1xMI300X:16, own vllm-1 MI300X",
        // the smaller GPU costs less than the recipe's own
        "COST, '1xMI300X:8,1xMI325X:8', own vllm-1 MI300X"
    })
    void decides(@Nullable Objective objective, String inventory, String picked) {
        assertThat(pick(request(objective, null), inventory)).isEqualTo(picked);
    }

    @Test
    @DisplayName("a count that is pinned stays, whatever is optimised for")
    void pinned() {
        for (Objective objective : Objective.values()) {
            assertThat(pick(request(objective, 2), "1xMI300X:16")).isEqualTo("own vllm-2 MI300X");
        }
    }

    @Test
    @DisplayName("the reason says in numbers what decided")
    void reason() {
        Chosen chosen = chosen(request(Objective.COST, null), "1xMI300X:2");
        assertThat(chosen.candidates().get(1).verdict().reason())
                .isEqualTo("It would do, but the order prefers 1 GPU (192.0 GiB, 13 full contexts) to 2 GPUs"
                        + " (384.0 GiB, 34 full contexts).");
    }

    @Test
    @DisplayName("the words are those of the API, in any case")
    void words() {
        assertThat(Objective.words()).containsExactly("Throughput", "Latency", "Cost");
        assertThat(Objective.parse(" throughput ")).contains(Objective.THROUGHPUT);
        assertThat(Objective.parse("speed")).isEmpty();
    }

    private static Request request(@Nullable Objective objective, @Nullable Integer count) {
        return new Request(QWEN_32B, "own", null, count, null, null, null, objective);
    }

    private static String pick(Request request, String inventory) {
        Chosen chosen = chosen(request, inventory);
        return chosen.recipe().name() + " " + chosen.configuration().name() + " "
                + chosen.gpu().name();
    }

    private static Chosen chosen(Request request, String inventory) {
        return (Chosen) Selector.select(request, nodes(inventory), CATALOG, List.of(ANY_COUNT));
    }
}
