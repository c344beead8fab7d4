package com.amd.aim.engine.check;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.RecipeCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is to say of the recipes: whether each could work, and whether it says what its model's files say. */
final class RecipeFindings {
    private final List<Finding> found = new ArrayList<>();
    private final Catalog catalog;

    private RecipeFindings(Catalog catalog) {
        this.catalog = catalog;
    }

    static List<Finding> of(Catalog catalog) {
        RecipeFindings findings = new RecipeFindings(catalog);
        Map<Recipe, String> known = new HashMap<>();
        for (Recipe recipe : catalog.recipes()) {
            RecipeCheck.problems(recipe, catalog).forEach(problem -> findings.error(recipe, "", problem));
            findings.model(recipe);
            findings.engines(recipe);
            findings.source(recipe);
            Optional<String> twin = Optional.ofNullable(known.putIfAbsent(nameless(recipe), subject(recipe)));
            twin.ifPresent(other -> findings.error(
                    recipe, "", "it says the same as " + other + " in all but its name; remove one of them."));
        }
        return findings.found;
    }

    private void model(Recipe recipe) {
        String repository = RecipeCheck.repository(recipe, catalog);
        Optional<Checkpoint> checkpoint = catalog.models().checkpoint(repository);
        if (catalog.models().byId(recipe.modelId()).isEmpty()) {
            warning(
                    recipe,
                    "model_id",
                    recipe.modelId() + " is not among the models, so that neither its size nor its heads are checked;"
                            + " add a file for it.");
        } else if (checkpoint.isEmpty()) {
            warning(
                    recipe,
                    recipe.weights() == null ? "model_id" : "weights.uri",
                    repository + " is not among the checkpoints of a model, so that its size is not checked; add it.");
        }
        checkpoint.ifPresent(weights -> precision(recipe, weights));
    }

    /**
     * A recipe without a source is taken as it was designed, and only warned of: the first DeepSeek recipe says fp16 of
     * weights that are published in fp8. One that was read somewhere must agree with what is published.
     */
    private void precision(Recipe recipe, Checkpoint checkpoint) {
        if (recipe.precision() == checkpoint.precision() || cast(recipe.precision(), checkpoint.precision())) {
            return;
        }
        String message = "the recipe says " + recipe.precision().word() + ", but the only checkpoint in "
                + checkpoint.repository() + " is " + checkpoint.precision().word()
                + "; correct it, or name another checkpoint in weights.";
        if (recipe.source() == null) {
            warning(recipe, "precision", message);
        } else {
            error(recipe, "precision", message);
        }
    }

    /** Formats without scales are turned into one another as they are loaded. */
    private static boolean cast(Precision one, Precision other) {
        return !one.quantised() && !other.quantised();
    }

    private void engines(Recipe recipe) {
        recipe.configurations().stream()
                .filter(Configuration::enabled)
                .map(Configuration::backend)
                .distinct()
                .filter(backend -> catalog.engine(backend).isEmpty())
                .forEach(backend -> warning(
                        recipe,
                        backend + "_serve",
                        "no release of " + backend + " is among the engines, so that nothing can start it; add a file"
                                + " for one."));
    }

    private void source(Recipe recipe) {
        if (recipe.source() == null) {
            warning(recipe, "source", "it is missing; say where this recipe was published.");
        }
    }

    /** Where it was published does not make it another one either. */
    private static Recipe nameless(Recipe recipe) {
        return new Recipe(
                "",
                recipe.modelId(),
                recipe.hardware(),
                recipe.precision(),
                recipe.readiness(),
                recipe.weights(),
                recipe.configurations(),
                recipe.origin());
    }

    private static String subject(Recipe recipe) {
        return "recipes/" + recipe.name() + ".yaml";
    }

    private void error(Recipe recipe, String field, String message) {
        found.add(Finding.error(subject(recipe), field, message));
    }

    private void warning(Recipe recipe, String field, String message) {
        found.add(Finding.warning(subject(recipe), field, message));
    }
}
