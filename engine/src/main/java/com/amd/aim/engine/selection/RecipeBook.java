package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Recipe;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The written recipes that count: of those with one name only the nearest, whatever model it serves. */
final class RecipeBook {
    private final Catalog builtIn;
    private final Map<String, Recipe> nearer = new HashMap<>();

    RecipeBook(Catalog builtIn, Collection<Recipe> extra) {
        this.builtIn = builtIn;
        extra.stream()
                .sorted(Comparator.comparing(Recipe::origin))
                .forEach(recipe -> nearer.putIfAbsent(recipe.name(), recipe));
    }

    Optional<Recipe> byName(String name) {
        return Optional.ofNullable(nearer.get(name)).or(() -> builtIn.recipe(name));
    }

    /** Those of a model, by name. */
    List<Recipe> of(ModelInQuestion model) {
        return Stream.concat(
                        nearer.values().stream().filter(model::isServedBy),
                        model.names()
                                .flatMap(name -> builtIn.recipesOf(name).stream())
                                .filter(recipe -> !nearer.containsKey(recipe.name())))
                .sorted(Comparator.comparing(Recipe::name))
                .toList();
    }

    /** The ids of all models that some recipe serves. */
    Stream<String> modelIds() {
        return Stream.concat(nearer.values().stream(), builtIn.recipes().stream())
                .map(Recipe::modelId);
    }
}
