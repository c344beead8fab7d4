package com.amd.aim.engine.selection;

import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.util.Optional;

/**
 * A candidate before it is judged.
 *
 * @param recipe written or generated
 * @param configuration one of its engine starts
 * @param shelf the GPUs it would run on; empty where there are none to try
 * @param hardware the name to show: the shelf's, else the recipe's
 * @param madeFor canonical name of the recipe's own hardware, where that is known
 */
record Option(
        Recipe recipe, Configuration configuration, Optional<Stock.Shelf> shelf, String hardware, String madeFor) {
    int gpuCount() {
        return configuration.gpuCount();
    }

    int nodes() {
        return configuration.nodes();
    }

    Candidate candidate(Verdict verdict) {
        return new Candidate(
                recipe.name(), configuration.backend(), hardware, gpuCount(), nodes(), recipe.precision(), verdict);
    }

    /** What the GPUs are asked for by; empty where there are none. */
    String resource() {
        return shelf.map(Stock.Shelf::resource).orElse("");
    }

    /** Whether the GPU stands in for the recipe's own. */
    boolean compatible() {
        return !madeFor.equals(hardware);
    }

    /** {@code qwen3-32b-mi300x-bf16 (vllm, 4 x MI300X)}, for messages. */
    String label() {
        GpuAmount gpus = new GpuAmount(gpuCount(), nodes(), hardware);
        return recipe.name() + " (" + configuration.backend() + ", " + gpus.text() + ")";
    }
}
