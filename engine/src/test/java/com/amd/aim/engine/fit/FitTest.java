package com.amd.aim.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
    private static final Catalog CATALOG = Catalog.builtIn();

    @ParameterizedTest(name = "{0} on {2} x {1}: {3}")
    @DisplayName("published weights against published memory")
    @CsvSource({
        "Qwen/Qwen3-8B, MI210, 1, true",
        "Qwen/Qwen3-32B, MI210, 1, false",
        "Qwen/Qwen3-32B, MI210, 2, true",
        "Qwen/Qwen3-32B, MI300X, 1, true",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, MI300X, 2, false",
        "amd/Llama-3.1-405B-Instruct-FP8-KV, MI300X, 4, true",
        "deepseek-ai/DeepSeek-R1-0528, MI300X, 2, false",
        "deepseek-ai/DeepSeek-R1-0528, MI300X, 8, true"
    })
    void fits(String model, String hardware, int count, boolean fits) {
        long bytes = model(model).checkpoints().getFirst().bytes();
        assertThat(FitCalculator.fit(OptionalLong.of(bytes), gpu(hardware), 0.9, count)
                        .fits())
                .isEqualTo(fits);
    }

    @Test
    @DisplayName("weights that fill everything leave nothing to work with; unknown ones are not judged")
    void edges() {
        Fit full = FitCalculator.fit(OptionalLong.of(192L << 30), gpu("MI300X"), 1.0, 1);
        assertThat(full.fits()).isFalse();
        assertThat(full.freeBytes()).hasValue(0);
        Fit unknown = FitCalculator.fit(OptionalLong.empty(), gpu("MI300X"), 1.0, 1);
        assertThat(unknown.fits()).isTrue();
        assertThat(unknown.freeBytes()).isEmpty();
    }

    @Test
    @DisplayName("heads are shared out evenly, or not at all")
    void heads() {
        assertThat(HeadSplit.counts(model("Qwen/Qwen3-32B"), 16)).containsExactly(1, 2, 4, 8, 16);
        // 40 query heads would go by 5, its 8 key-value heads do not
        assertThat(HeadSplit.counts(model("meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8"), 8))
                .containsExactly(1, 2, 4, 8);
        assertThat(HeadSplit.sentence(model("Qwen/Qwen3-32B"), 3, 8))
                .isEqualTo("gpuCount 3 cannot share out the 64 attention heads and 8 key-value heads of Qwen/Qwen3-32B"
                        + " evenly; possible are 1, 2, 4, 8.");
    }

    private static Model model(String id) {
        return CATALOG.models().byId(id).orElseThrow();
    }

    private static Gpu gpu(String name) {
        return CATALOG.gpus().byName(name).orElseThrow();
    }
}
