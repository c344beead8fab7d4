package com.amd.aim.engine.selection;

import com.amd.aim.engine.recipe.Recipe;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The written recipes that count: of those with one name only the nearest, whatever model it serves. */
final class RecipeBook {
    private final TreeMap<String, Recipe> byName = new TreeMap<>();

    RecipeBook(Collection<Recipe> builtIn, Collection<Recipe> extra) {
        Stream.concat(extra.stream(), builtIn.stream())
                .sorted(Comparator.comparing(Recipe::origin))
                .forEach(recipe -> byName.putIfAbsent(recipe.name(), recipe));
    }

    Optional<Recipe> byName(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those of a model, by name. */
    List<Recipe> of(ModelInQuestion model) {
        return byName.values().stream().filter(model::isServedBy).toList();
    }

    /** The ids of all models that some recipe serves. */
    Stream<String> modelIds() {
        return byName.values().stream().map(Recipe::modelId);
    }
}
