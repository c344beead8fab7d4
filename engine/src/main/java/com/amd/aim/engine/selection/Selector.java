package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import java.util.Optional;

/** Finds the recipe that serves a request. Pure: the same inputs give the same answer, always. */
public final class Selector {
    private Selector() {}

    /**
     * Chooses among the recipes of the catalogue, those given beside it, and generated ones.
     *
     * @param extraRecipes recipes of the service's namespace and of the operator's, told apart by their origin
     */
    public static Selection select(Request request, Inventory inventory, Catalog catalog, List<Recipe> extraRecipes) {
        return Optional.<Selection>empty().orElseThrow();
    }

    /**
     * Makes a written-down choice usable again without choosing anew: whether GPUs are there is not asked. Empty when
     * its recipe, configuration or hardware no longer exists, or differs in what the choice says of it.
     */
    public static Optional<Chosen> restore(Choice choice, String modelId, Catalog catalog, List<Recipe> extraRecipes) {
        return Optional.empty();
    }
}
