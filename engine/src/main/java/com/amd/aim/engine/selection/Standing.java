package com.amd.aim.engine.selection;

import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.recipe.Readiness;
import java.util.Optional;

/**
 * Where an option stands in the order, worked out once: options are compared far more often than there are of them. Of
 * each number the lower one comes first.
 *
 * @param option what stands there
 * @param fit how it fills the memory; empty where that was not asked
 * @param objective by what the request wants to make the most of; 0 where it says nothing
 */
record Standing(
        Option option,
        Optional<Fit> fit,
        Readiness readiness,
        int backend,
        long objective,
        int precision,
        int count,
        boolean busy,
        double throughput,
        int age) {
    int gpuCount() {
        return option.gpuCount();
    }

    /** {@code 4 GPUs}. */
    String gpus() {
        return gpuCount() + (gpuCount() == 1 ? " GPU" : " GPUs");
    }
}
