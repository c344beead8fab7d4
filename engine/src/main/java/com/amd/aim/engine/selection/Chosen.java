package com.amd.aim.engine.selection;

import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/**
 * What serves the request.
 *
 * @param modelId as asked for
 * @param model what is known of it; empty where only a recipe knows it
 * @param recipe written or generated
 * @param configuration the recipe's engine start
 * @param gpu the kind of GPU it runs on
 * @param match how that relates to the recipe's own
 * @param fit how the weights fill its memory
 * @param source where the weights come from, {@code hf://org/name} or {@code hf://org/name@revision}
 * @param candidates every candidate with its verdict, this one first
 */
public record Chosen(
        String modelId,
        Optional<Model> model,
        Recipe recipe,
        Configuration configuration,
        Gpu gpu,
        Match match,
        Fit fit,
        String source,
        List<Candidate> candidates)
        implements Selection {
    /** Copies. */
    public Chosen {
        candidates = List.copyOf(candidates);
    }

    /** GPUs of one replica. */
    public int gpuCount() {
        return configuration.gpuCount();
    }

    /** The recipe's format. */
    public Precision precision() {
        return recipe.precision();
    }

    /** The names to write down. */
    public Choice choice() {
        return new Choice(
                recipe.name(), configuration.name(), configuration.backend(), gpu.name(), gpuCount(), precision());
    }
}
