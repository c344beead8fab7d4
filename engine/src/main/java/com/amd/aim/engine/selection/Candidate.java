package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Precision;

/**
 * One configuration of one recipe on one kind of GPU.
 *
 * @param recipe its name
 * @param backend the engine
 * @param hardware canonical name of the GPU it would run on
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param nodes over how many nodes one replica stretches
 * @param precision the recipe's
 * @param verdict what became of it
 */
public record Candidate(
        String recipe, String backend, String hardware, int gpuCount, int nodes, Precision precision, Verdict verdict) {
    /** For people. */
    public GpuAmount gpus() {
        return new GpuAmount(gpuCount, nodes, hardware);
    }
}
