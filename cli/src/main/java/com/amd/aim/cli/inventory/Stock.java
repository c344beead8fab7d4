package com.amd.aim.cli.inventory;

import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import java.util.List;

/**
 * What a command chooses among.
 *
 * @param inventory the GPUs
 * @param place where they are, for people: {@code in nodes.yaml}, {@code in the cluster at https://…}
 * @param recipes what the place has of recipes beside the catalogue's
 */
public record Stock(Inventory inventory, String place, List<Recipe> recipes) {
    public Stock {
        recipes = List.copyOf(recipes);
    }

    /** What the operator would choose among, which starts no server over several nodes. */
    public Stock ofOperator() {
        return new Stock(inventory.apart(), place, recipes);
    }
}
