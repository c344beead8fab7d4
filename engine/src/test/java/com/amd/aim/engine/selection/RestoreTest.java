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

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RestoreTest {
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
                        new Choice("gone", "vllm-4", "vllm", "MI300X", "amd.com/gpu", 4, 1, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-3", "vllm", "MI300X", "amd.com/gpu", 3, 1, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "MI210", "amd.com/gpu", 4, 1, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "H100", "amd.com/gpu", 4, 1, Precision.BF16),
                        new Choice(choice.recipe(), "vllm-4", "vllm", "MI300X", "amd.com/gpu", 4, 1, Precision.FP8))
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
}
