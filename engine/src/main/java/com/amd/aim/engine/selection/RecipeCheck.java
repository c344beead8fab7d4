package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;

/** Whether a recipe could ever work (R55), whatever GPUs are there. */
public final class RecipeCheck {
    private RecipeCheck() {}

    /**
     * One sentence per thing that can never work: unknown hardware or backend, a format the hardware cannot compute,
     * weights that do not fit, heads that tensor parallelism does not divide, arguments that are not the recipe's to
     * set. Configurations that are switched off are not judged. Empty: the recipe is valid.
     */
    public static List<String> problems(Recipe recipe, Catalog catalog) {
        return java.util.Optional.<List<String>>empty().orElseThrow();
    }
}
