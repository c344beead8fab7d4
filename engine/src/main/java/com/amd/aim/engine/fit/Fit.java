package com.amd.aim.engine.fit;

import java.util.OptionalLong;

/**
 * How a checkpoint fills the memory of the GPUs that hold it.
 *
 * @param weightsBytes what the checkpoint weighs; empty: not known, then nothing was checked
 * @param capacityBytes what the engine may take of all GPUs together
 */
public record Fit(OptionalLong weightsBytes, long capacityBytes) {
    /** What is left for the KV cache and everything else; empty where the weights are not known. */
    public OptionalLong freeBytes() {
        return weightsBytes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(capacityBytes - weightsBytes.getAsLong());
    }

    /** Whether anything is left. Weights that are not known are given the benefit of the doubt. */
    public boolean fits() {
        return weightsBytes.isEmpty() || weightsBytes.getAsLong() < capacityBytes;
    }
}
