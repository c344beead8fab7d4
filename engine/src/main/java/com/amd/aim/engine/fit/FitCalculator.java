package com.amd.aim.engine.fit;

import com.amd.aim.engine.hardware.Gpu;
import java.util.OptionalLong;

/**
 * Sets a checkpoint's own bytes against what the engine may take of the GPUs:
 * <pre>capacity = memory of one GPU × utilisation × GPUs      fits: weights &lt; capacity</pre>
 *
 * <p>The bytes are the checkpoint's as published, never parameters times the width of a format's name. KV cache,
 * activations and communication buffers are not counted yet, so this is a necessary condition, not a sufficient one.
 */
public final class FitCalculator {
    private FitCalculator() {}

    /**
     * Weights against capacity.
     *
     * @param weightsBytes empty where nobody knows them
     * @param utilization share of each GPU's memory that the engine may take, 0 to 1
     */
    public static Fit fit(OptionalLong weightsBytes, Gpu gpu, double utilization, int gpuCount) {
        return new Fit(weightsBytes, (long) (gpu.memoryBytes() * utilization * gpuCount));
    }
}
