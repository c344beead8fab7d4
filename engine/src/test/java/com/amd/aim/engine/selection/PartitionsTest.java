package com.amd.aim.engine.selection;

import static com.amd.aim.engine.selection.Recipes.CATALOG;
import static com.amd.aim.engine.selection.Recipes.QWEN_32B;
import static com.amd.aim.engine.selection.Recipes.QWEN_8B;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final NodeGpus DIVIDED =
            new NodeGpus("divided", "MI300X/cpx_nps4", "amd.com/cpx_nps4", 64, OptionalInt.empty());
    private static final NodeGpus WHOLE = new NodeGpus("whole", "MI300X", "amd.com/gpu", 8, OptionalInt.empty());

    @Test
    @DisplayName("a part of a GPU is a kind of its own, asked for by its own resource")
    void ownKind() {
        assertThat(select(Request.of(QWEN_8B), DIVIDED)).isInstanceOfSatisfying(Chosen.class, chosen -> {
            assertThat(chosen.choice().hardware()).isEqualTo("MI300X/cpx_nps4");
            assertThat(chosen.choice().resource()).isEqualTo("amd.com/cpx_nps4");
            assertThat(chosen.recipe().name()).isEqualTo("qwen3-8b-mi300x-cpx-nps4-bf16-generated");
            assertThat(chosen.fit().gpu().memoryBytes()).isEqualTo(24L << 30);
            assertThat(Selector.restore(chosen.choice(), QWEN_8B, CATALOG, List.of()))
                    .hasValueSatisfying(again -> assertThat(again.choice()).isEqualTo(chosen.choice()));
        });
    }

    @Test
    @DisplayName("what was written for the whole GPU never runs on a part of it, and the reason says so")
    void notTheWhole() {
        assertThat(select(Request.of(QWEN_32B), DIVIDED).candidates())
                .filteredOn(one -> one.recipe().equals("qwen3-32b-mi300x-bf16"))
                .isNotEmpty()
                .extracting(one -> one.verdict().reason())
                .allMatch(
                        reason -> reason.contains(
                                "The recipe is for MI300X (gfx942, 192 GiB); MI300X/cpx_nps4 (gfx942, 24 GiB) cannot stand in"));
    }

    @Test
    @DisplayName("a pin of the GPU means the whole one, a pin of the part the part")
    void pinned() {
        Request whole = new Request(QWEN_8B, null, "MI300X", null, null, null);
        Request part = new Request(QWEN_8B, null, "mi300x/cpx_nps4", null, null, null);
        assertThat(((Chosen) select(whole, DIVIDED, WHOLE)).choice().resource()).isEqualTo("amd.com/gpu");
        assertThat(((Chosen) select(part, DIVIDED, WHOLE)).choice().resource()).isEqualTo("amd.com/cpx_nps4");
        assertThat(select(whole, DIVIDED))
                .isInstanceOfSatisfying(
                        NothingFits.class,
                        nothing -> assertThat(nothing.message())
                                .contains(
                                        "hardware MI300X is pinned, and there is MI300X/cpx_nps4 (1 node of up to 64)"));
    }

    private static Selection select(Request request, NodeGpus... nodes) {
        return Selector.select(request, Inventory.of(List.of(nodes)), CATALOG, List.of());
    }
}
