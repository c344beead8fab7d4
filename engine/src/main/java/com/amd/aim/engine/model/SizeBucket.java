package com.amd.aim.engine.model;

import com.amd.aim.engine.hardware.Precision;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The model-size table (R20): what a model of a size is served with where its recipe is silent. The buckets are numeric
 * and have room for what the names really weigh: an "8B" has 8.2 billion parameters, a "14B" 14.8, a "32B" 32.8.
 */
public enum SizeBucket {
    /** 7B and 8B. */
    SMALL(9, 1, Precision.FP16, 0.85),
    /** 13B and 14B. */
    MEDIUM(15, 2, Precision.BF16, 0.90),
    /** 32B to 34B. */
    LARGE(35, 4, Precision.BF16, 0.90),
    /** 70B and more. */
    HUGE(Double.POSITIVE_INFINITY, 8, Precision.BF16, 0.90);

    /** Every row of the table grants 8192 batched tokens per GPU; so does any other count (R57). */
    private static final int BATCHED_TOKENS_PER_GPU = 8192;

    private final double upToBillions;
    private final int gpuCount;
    private final Precision precision;
    private final double memoryUtilization;

    SizeBucket(double upToBillions, int gpuCount, Precision precision, double memoryUtilization) {
        this.upToBillions = upToBillions;
        this.gpuCount = gpuCount;
        this.precision = precision;
        this.memoryUtilization = memoryUtilization;
    }

    /** The bucket for a number of total parameters in billions; empty where that is not known. */
    public static Optional<SizeBucket> of(OptionalDouble billions) {
        return billions.isEmpty()
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(bucket -> billions.getAsDouble() <= bucket.upToBillions)
                        .findFirst();
    }

    /** How many GPUs such a model wants. */
    public int gpuCount() {
        return gpuCount;
    }

    /** The format it is served in by preference. */
    public Precision precision() {
        return precision;
    }

    /** The share of GPU memory the engine may take, 0 to 1. */
    public double memoryUtilization() {
        return memoryUtilization;
    }

    /** How many tokens one step batches on that many GPUs: 8192 each, which is the table's own figure at its own counts. */
    public static int batchedTokens(int gpus) {
        return Math.multiplyExact(BATCHED_TOKENS_PER_GPU, gpus);
    }
}
