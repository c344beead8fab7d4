package com.amd.aim.engine.fit;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.Shape;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Sets weights, overhead and KV cache against what an engine may take of each GPU, in bytes:
 *
 * <pre>
 * capacity = memory × utilisation
 * weights  = checkpoint × 1.02 / (tensor × pipeline)
 * overhead = 2.3 GiB + max(5 % of weights, 4 × batched tokens × hidden size × 2 bytes)
 * KV cache = capacity − weights − overhead
 * </pre>
 *
 * <p>The checkpoint's bytes are those published, never parameters times the width of a format's name. The 2 % that
 * weights grow when loaded, the 2.3 GiB of contexts, communication buffers and graphs, and the 5 % are what KAITO's
 * estimator found with vLLM ({@code pkg/workspace/estimator/nodesestimator/estimator.go}). The other term is for large
 * batches, which that estimator does not look at: residual, normalised input, attention output and the widest
 * projection of a step are in memory at once, each of batched tokens × hidden size.
 *
 * <p>With data parallelism each rank holds the weights anew, but for experts that are dealt out: these are at most what
 * a token does not pass through, {@code 1 − active / total parameters}, and only so much is divided by the ranks.
 */
public final class FitCalculator {
    private static final double LOADED_PER_STORED = 1.02;
    private static final long BASE_OVERHEAD = (long) (2.3 * (1L << 30));
    private static final double OVERHEAD_OF_WEIGHTS = 0.05;
    private static final int TENSORS_AT_ONCE = 4;
    private static final int ACTIVATION_BYTES = 2;

    /** What a server must hold at least where it finds out its context length itself. */
    private static final int LEAST_CONTEXT = 4096;

    private FitCalculator() {}

    /**
     * Fills one GPU.
     *
     * @param weightsBytes of the checkpoint; empty where nobody knows them
     * @param model what else is known
     */
    public static Fit fit(OptionalLong weightsBytes, Optional<Model> model, Gpu gpu, EngineLimits limits) {
        long weights = share(weightsBytes.orElse(0), model, limits.layout());
        Optional<Shape> shape = model.map(Model::shape);
        long overhead = overhead(weights, shape.map(Shape::hiddenSize).orElse(OptionalInt.empty()), limits);
        long capacity = (long) (gpu.memoryBytes() * limits.utilization());
        OptionalInt longest = model.map(Model::maxLength).orElse(OptionalInt.empty());
        return new Fit(
                weightsBytes,
                limits.layout(),
                new Fit.PerGpu(gpu.memoryBytes(), capacity, weights, counted(overhead, gpu, capacity, limits)),
                shape.flatMap(known -> KvCache.of(known, limits.layout(), limits.kvElementBytes())),
                limits.contextTokens().orElse(Math.min(LEAST_CONTEXT, longest.orElse(LEAST_CONTEXT))),
                longest.isPresent() ? OptionalLong.of(longest.getAsInt()) : OptionalLong.empty());
    }

    /** Where activations live beside the engine's share, only what that rest cannot take counts against the share. */
    private static long counted(long overhead, Gpu gpu, long capacity, EngineLimits limits) {
        return limits.activationsApart() ? Math.max(0, overhead - (gpu.memoryBytes() - capacity)) : overhead;
    }

    private static long share(long stored, Optional<Model> model, Layout layout) {
        double loaded = stored * LOADED_PER_STORED / (layout.tensor() * layout.pipeline());
        if (!layout.expert() || layout.data() == 1) {
            return (long) loaded;
        }
        double active = model.map(FitCalculator::activeShare).orElse(1.0);
        return (long) (loaded * (active + (1 - active) / layout.data()));
    }

    private static double activeShare(Model model) {
        double total = model.parametersBillions().orElse(0);
        return total > 0 ? Math.min(1, model.activeBillions().orElse(total) / total) : 1;
    }

    private static long overhead(long weights, OptionalInt hiddenSize, EngineLimits limits) {
        long step = TENSORS_AT_ONCE * limits.batchedTokens() * hiddenSize.orElse(0) * ACTIVATION_BYTES;
        return BASE_OVERHEAD + Math.max((long) (weights * OVERHEAD_OF_WEIGHTS), step);
    }
}
