package com.amd.aim.engine.backend;

import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Layout;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.SizeBucket;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an engine is told where the recipe is silent, in words that no engine owns. The size table comes first (R20),
 * then the hardware's profile (R49); what neither knows is left to the engine.
 *
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param nodes over how many nodes it stretches; each holds a part of the layers
 * @param precision the recipe's
 * @param memoryUtilization share of each GPU's memory, 0 to 1
 * @param batchedTokens tokens of one step; empty where the model's size is not known
 * @param maxLength context to serve, never above the model's own
 * @param modelMaxLength the model's own longest context
 */
public record ServingDefaults(
        int gpuCount,
        int nodes,
        Precision precision,
        double memoryUtilization,
        OptionalInt batchedTokens,
        OptionalInt maxLength,
        OptionalInt modelMaxLength) {
    /** Where neither table nor profile says anything: what every row of both is close to. */
    private static final double MEMORY_UTILIZATION = 0.90;

    /** What an engine that nobody knows would do by them. */
    public EngineLimits limits() {
        return new EngineLimits(
                memoryUtilization,
                false,
                Layout.of(gpuCount, nodes, 1, false),
                maxLength.isPresent() ? OptionalLong.of(maxLength.getAsInt()) : OptionalLong.empty(),
                batchedTokens.orElse(EngineLimits.USUAL_BATCHED_TOKENS),
                EngineLimits.KV_ELEMENT_BYTES);
    }

    /** For a model (empty: only a recipe knows it) on that many GPUs of that many nodes. */
    public static ServingDefaults of(Optional<Model> model, Gpu gpu, Precision precision, int gpuCount, int nodes) {
        Optional<SizeBucket> bucket =
                SizeBucket.of(model.map(Model::parametersBillions).orElse(OptionalDouble.empty()));
        OptionalInt limit = model.map(Model::maxLength).orElse(OptionalInt.empty());
        OptionalInt profile = gpu.defaults().maxLength();
        return new ServingDefaults(
                gpuCount,
                nodes,
                precision,
                bucket.map(SizeBucket::memoryUtilization)
                        .orElse(gpu.defaults().memoryUtilization().orElse(MEMORY_UTILIZATION)),
                bucket.isEmpty() ? OptionalInt.empty() : OptionalInt.of(SizeBucket.batchedTokens(gpuCount / nodes)),
                profile.isPresent() && limit.isPresent()
                        ? OptionalInt.of(Math.min(profile.getAsInt(), limit.getAsInt()))
                        : profile,
                limit);
    }
}
