package com.amd.aim.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final long GIB = 1L << 30;
    private static final Model QWEN_32B = Shapes.model(Shapes.QWEN_32B, 32.8, 32.8, 40960);
    private static final Model DEEPSEEK = Shapes.model(Shapes.DEEPSEEK, 671, 37, 163840);

    @ParameterizedTest(name = "{0} GB on {2} x {1}, {3} tokens: {4}")
    @DisplayName("a server starts when one request of the promised length fits beside weights and overhead")
    @CsvSource({
        "65.5, MI210, 1, 4096, false",
        "65.5, MI210, 2, 32768, true",
        // the weights fit, the promise does not
        "108, MI210, 2, 32768, false",
        "65.5, MI300X, 1, 40960, true",
        "170, MI300X, 1, 40960, false",
        "170, MI325X, 1, 40960, true"
    })
    void fits(double gigabytes, String hardware, int count, long context, boolean fits) {
        Fit fit = fit(gigabytes, QWEN_32B, hardware, limits(Layout.tensor(count), context));
        assertThat(fit.fits()).isEqualTo(fits);
    }

    @Test
    @DisplayName("the parts of one GPU's memory add up, and each is what its formula says")
    void parts() {
        Fit fit = fit(65.536, QWEN_32B, "MI300X", limits(Layout.tensor(2), 32768));
        Fit.PerGpu gpu = fit.gpu();
        assertThat(gpu.memoryBytes()).isEqualTo(192 * GIB);
        assertThat(gpu.capacityBytes()).isEqualTo((long) (192 * GIB * 0.9));
        assertThat(gpu.weightsBytes()).isEqualTo((long) (65_536_000_000L * 1.02 / 2));
        assertThat(gpu.overheadBytes()).isEqualTo((long) (2.3 * GIB) + (long) (gpu.weightsBytes() * 0.05));
        assertThat(gpu.weightsBytes() + gpu.overheadBytes() + gpu.kvCacheBytes())
                .isEqualTo(gpu.capacityBytes());
        assertThat(fit.capacityBytes()).isEqualTo(2 * gpu.capacityBytes());
        assertThat(fit.maxContext()).hasValue(40960);
        assertThat(fit.concurrency()).hasValue(gpu.kvCacheBytes() / (131072L * 32768));
    }

    @Test
    @DisplayName("large batches take memory for their activations")
    void activations() {
        EngineLimits large = new EngineLimits(0.9, false, Layout.tensor(8), OptionalLong.of(32768), 65536, 2);
        Fit fit = fit(65.536, QWEN_32B, "MI300X", large);
        assertThat(fit.gpu().overheadBytes()).isEqualTo((long) (2.3 * GIB) + 4L * 65536 * 5120 * 2);
    }

    @Test
    @DisplayName("where activations live beside the engine's share, only what that rest cannot take counts against it")
    void apart() {
        EngineLimits static90 = new EngineLimits(0.9, true, Layout.tensor(1), OptionalLong.of(32768), 8192, 2);
        assertThat(fit(65.536, QWEN_32B, "MI300X", static90).gpu().overheadBytes())
                .isZero();
        EngineLimits static99 = new EngineLimits(0.99, true, Layout.tensor(1), OptionalLong.of(32768), 8192, 2);
        assertThat(fit(65.536, QWEN_32B, "MI300X", static99).gpu().overheadBytes())
                .isPositive();
    }

    @Test
    @DisplayName("data-parallel ranks hold the weights anew, but for experts that are dealt out")
    void ranks() {
        long tensor = weights(Layout.tensor(8));
        assertThat(weights(new Layout(1, 1, 8, false))).isEqualTo((long) (688.6e9 * 1.02));
        assertThat(weights(new Layout(4, 2, 1, false))).isEqualTo(tensor);
        long dealtOut = weights(new Layout(1, 1, 8, true));
        assertThat(dealtOut).isBetween(tensor, 2 * tensor);
    }

    @Test
    @DisplayName("each data-parallel rank serves requests of its own")
    void concurrency() {
        Fit fit = fit(688.6, DEEPSEEK, "MI355X", limits(new Layout(1, 1, 8, true), 32768));
        assertThat(fit.concurrency().getAsLong() % 8).isZero();
        assertThat(fit.concurrency().getAsLong()).isPositive();
    }

    @Test
    @DisplayName("without a promised length a server must hold 4096 tokens, or all the model can do")
    void leastContext() {
        EngineLimits auto = new EngineLimits(0.9, false, Layout.tensor(1), OptionalLong.empty(), 8192, 2);
        assertThat(fit(65.5, QWEN_32B, "MI300X", auto).contextTokens()).isEqualTo(4096);
        Model shorter = Shapes.model(Shapes.QWEN_32B, 32.8, 32.8, 2048);
        assertThat(fit(65.5, shorter, "MI300X", auto).contextTokens()).isEqualTo(2048);
    }

    @Test
    @DisplayName("unknown weights are not judged, an unknown shape is judged by weights and overhead")
    void unknown() {
        EngineLimits limits = limits(Layout.tensor(1), 32768);
        Fit weights = FitCalculator.fit(OptionalLong.empty(), Optional.of(QWEN_32B), gpu("MI210"), limits);
        assertThat(weights.fits()).isTrue();
        assertThat(weights.kvCacheBytes()).isEmpty();
        assertThat(weights.maxContext()).isEmpty();
        Fit shape = FitCalculator.fit(OptionalLong.of(192 * GIB), Optional.empty(), gpu("MI300X"), limits);
        assertThat(shape.fits()).isFalse();
        assertThat(shape.concurrency()).isEmpty();
        assertThat(FitCalculator.fit(OptionalLong.of(100 * GIB), Optional.empty(), gpu("MI300X"), limits)
                        .fits())
                .isTrue();
    }

    @Test
    @DisplayName("what does not fit is said with the numbers and a way out")
    void words() {
        assertThat(FitWords.tooLittle(fit(108, QWEN_32B, "MI210", limits(Layout.tensor(2), 32768)), "MI210"))
                .isEqualTo(
                        "Beside the weights, 2 x MI210 have 1.4 GiB left for the KV cache of each GPU, and one request of"
                                + " 32768 tokens takes 4.0 GiB; a max length of 11779 would fit.");
        assertThat(FitWords.tooLittle(fit(160, QWEN_32B, "MI210", limits(Layout.tensor(2), 32768)), "MI210"))
                .isEqualTo(
                        "The weights take 149.0 GiB, and each GPU needs 6.1 GiB for activations and graphs; of 2 x MI210 the engine may use 115.2 GiB.");
    }

    @ParameterizedTest(name = "expert {0}, block {1}, tensor {2}: {3}")
    @DisplayName("tensor parallelism cuts experts between blocks, never inside one")
    @CsvSource({"1536, 128, 4, true", "1536, 128, 8, false", "2048, 128, 8, true", "2048, 128, 16, true"})
    void blocks(int expert, int block, int tensor, boolean divides) {
        Model model = Shapes.model(Shapes.shape("expert=" + expert), 235, 22, 40960);
        Checkpoint checkpoint = new Checkpoint("aim/test-FP8", Precision.FP8, 1, OptionalInt.of(block));
        assertThat(BlockSplit.divides(model, checkpoint, Layout.tensor(tensor))).isEqualTo(divides);
        assertThat(BlockSplit.divides(model, checkpoint, new Layout(tensor, 1, 1, true)))
                .isTrue();
    }

    @Test
    @DisplayName("heads are shared out evenly, or not at all")
    void heads() {
        assertThat(HeadSplit.counts(QWEN_32B, 16)).containsExactly(1, 2, 4, 8, 16);
        // 40 query heads would go by 5, 8 key-value heads do not
        assertThat(HeadSplit.counts(Shapes.model(Shapes.shape("heads=40 kv=8"), 400, 17, 4096), 8))
                .containsExactly(1, 2, 4, 8);
        assertThat(HeadSplit.sentence(QWEN_32B, 3, 8))
                .isEqualTo("gpuCount 3 cannot share out the 64 attention heads and 8 key-value heads of aim/test"
                        + " evenly; possible are 1, 2, 4, 8.");
    }

    private static long weights(Layout layout) {
        return fit(688.6, DEEPSEEK, "MI355X", limits(layout, 32768)).gpu().weightsBytes();
    }

    private static EngineLimits limits(Layout layout, long context) {
        return new EngineLimits(0.9, false, layout, OptionalLong.of(context), 8192, 2);
    }

    private static Fit fit(double gigabytes, Model model, String hardware, EngineLimits limits) {
        return FitCalculator.fit(
                OptionalLong.of(Math.round(gigabytes * 1e9)), Optional.of(model), gpu(hardware), limits);
    }

    private static Gpu gpu(String name) {
        return CATALOG.gpus().byName(name).orElseThrow();
    }
}
