package com.amd.aim.cli.placement;

import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.Request;
import java.util.List;

/**
 * A service to be placed.
 *
 * @param replicas how many servers
 * @param inventory the GPUs it can use, with what nobody but it holds
 * @param recipes that it sees beside the catalogue's
 */
public record Wanted(
        String namespace, String name, Request request, int replicas, Inventory inventory, List<Recipe> recipes) {
    public Wanted {
        recipes = List.copyOf(recipes);
    }

    String fullName() {
        return namespace + "/" + name;
    }
}
