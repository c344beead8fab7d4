package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Verdict.Cause;
import com.amd.aim.engine.selection.Verdict.Rejected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a recipe could ever work (R55), whatever GPUs are there. */
public final class RecipeCheck {
    private RecipeCheck() {}

    /**
     * One sentence per thing that can never work: unknown hardware, a format the hardware cannot compute, heads that
     * tensor parallelism does not divide, arguments that are not the recipe's to set, weights that fit in none of its
     * configurations, or no configuration that could be started. Configurations that are switched off are not judged.
     * Empty: the recipe is valid.
     */
    public static List<String> problems(Recipe recipe, Catalog catalog) {
        Optional<String> unreadable =
                Optional.ofNullable(recipe.weights()).flatMap(weights -> HubSource.problem(weights.uri()));
        if (unreadable.isPresent()) {
            return List.of("weights.uri: " + unreadable.get());
        }
        Optional<Gpu> gpu = catalog.gpus().byName(recipe.hardware());
        if (gpu.isEmpty()) {
            return List.of("hardware " + recipe.hardware() + " is not known; known are "
                    + catalog.gpus().names() + ".");
        }
        List<Configuration> enabled =
                recipe.configurations().stream().filter(Configuration::enabled).toList();
        if (enabled.isEmpty()) {
            return List.of("no configuration is enabled; a recipe needs one that can be started.");
        }
        return problems(recipe, enabled, ModelInQuestion.of(recipe.modelId(), catalog), gpu.get());
    }

    /** The repository of a recipe's weights; the text itself where it is none, which is a problem. */
    public static String repository(Recipe recipe, Catalog catalog) {
        return ModelInQuestion.of(recipe.modelId(), catalog).repositoryOf(recipe);
    }

    private static List<String> problems(Recipe recipe, List<Configuration> enabled, ModelInQuestion model, Gpu gpu) {
        Judge judge = new Judge(model);
        Map<String, Rejected> found = new LinkedHashMap<>();
        boolean startable = false;
        for (Configuration configuration : enabled) {
            Optional<Rejected> rejection = judge.reject(Trial.of(model, recipe, configuration, gpu));
            rejection.ifPresent(rejected -> found.put(configuration.name(), rejected));
            startable |= rejection.isEmpty();
        }
        // beside configurations that work a recipe may hold some that are too small for the model
        boolean othersWork = startable;
        return found.entrySet().stream()
                .filter(one -> !othersWork || one.getValue().cause() != Cause.TOO_LITTLE_MEMORY)
                .map(one ->
                        "configuration " + one.getKey() + ": " + one.getValue().reason())
                .toList();
    }
}
