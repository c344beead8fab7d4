package com.amd.aim.engine.recipe;

import com.amd.aim.engine.hardware.Precision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to serve a model.
 *
 * @param name unique within its origin; of two with one name the nearer origin counts
 * @param modelId the model it serves
 * @param hardware the GPU it was made for, in any spelling
 * @param precision the format it computes in
 * @param readiness how well it is supported
 * @param weights the checkpoint; absent: the model's own repository
 * @param configurations one engine start each
 * @param origin where it comes from
 * @param source where what it says was published
 */
public record Recipe(
        String name,
        String modelId,
        String hardware,
        Precision precision,
        Readiness readiness,
        @Nullable Weights weights,
        List<Configuration> configurations,
        Origin origin,
        @Nullable Source source) {
    /** Copies. */
    public Recipe {
        configurations = List.copyOf(configurations);
    }

    /** A recipe that was published nowhere. */
    public Recipe(
            String name,
            String modelId,
            String hardware,
            Precision precision,
            Readiness readiness,
            @Nullable Weights weights,
            List<Configuration> configurations,
            Origin origin) {
        this(name, modelId, hardware, precision, readiness, weights, configurations, origin, null);
    }
}
