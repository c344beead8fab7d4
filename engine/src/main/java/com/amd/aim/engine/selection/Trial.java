package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backend;
import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.backend.ServingDefaults;
import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.FitCalculator;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One configuration of a recipe on one kind of GPU, with everything that follows from these alone.
 *
 * @param backend empty: it cannot be started
 * @param checkpoint what it would serve; empty: nobody knows it
 * @param defaults what the engine is told where the recipe is silent
 * @param fit how weights and requests fill the memory
 */
record Trial(
        Recipe recipe,
        Configuration configuration,
        Gpu gpu,
        Optional<Backend> backend,
        Optional<Checkpoint> checkpoint,
        ServingDefaults defaults,
        Fit fit) {
    static Trial of(ModelInQuestion model, Recipe recipe, Configuration configuration, Gpu gpu) {
        Optional<Backend> backend = Backends.byName(configuration.backend());
        Optional<Checkpoint> checkpoint = model.checkpointOf(recipe);
        ServingDefaults defaults = model.defaults(gpu, recipe.precision(), configuration);
        EngineLimits limits = backend.map(engine -> engine.limits(configuration.args(), defaults))
                .orElseGet(defaults::limits);
        OptionalLong weights =
                checkpoint.isPresent() ? OptionalLong.of(checkpoint.get().bytes()) : OptionalLong.empty();
        Fit fit = FitCalculator.fit(weights, model.known(), gpu, limits);
        return new Trial(recipe, configuration, gpu, backend, checkpoint, defaults, fit);
    }
}
