package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.ServingDefaults;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.SizeBucket;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The model that a request or a recipe names, as far as anything is known of it.
 *
 * @param id as it was named
 * @param known empty where only recipes know it
 * @param catalog where checkpoints of other repositories are looked up
 */
record ModelInQuestion(String id, Optional<Model> known, Catalog catalog) {
    static ModelInQuestion of(String id, Catalog catalog) {
        return new ModelInQuestion(id, catalog.models().byId(id), catalog);
    }

    boolean isServedBy(Recipe recipe) {
        return recipe.modelId().equals(id)
                || known.map(model -> model.answersTo(recipe.modelId())).orElse(false);
    }

    /** What recipes may call it. */
    Stream<String> names() {
        return Stream.concat(
                        Stream.of(id),
                        known.stream()
                                .flatMap(model -> Stream.concat(
                                        Stream.of(model.id()), Optional.ofNullable(model.alias()).stream())))
                .distinct();
    }

    Optional<SizeBucket> bucket() {
        return SizeBucket.of(known.map(Model::parametersBillions).orElse(OptionalDouble.empty()));
    }

    /** The repository that goes by the model's own name. */
    String repository() {
        return known.map(Model::id).orElse(id);
    }

    /** What the model's own repository holds. */
    Optional<Checkpoint> ownCheckpoint() {
        return known.flatMap(model -> model.checkpoint(model.id()));
    }

    /** Where a recipe's weights come from: its own word, else the model's repository. */
    String sourceOf(Recipe recipe) {
        return recipe.weights() == null ? HubSource.uriOf(repository()) : weightsUri(recipe);
    }

    private static String weightsUri(Recipe recipe) {
        return Objects.requireNonNull(recipe.weights()).uri();
    }

    /** The same without a revision; the text itself where it is not a repository of the hub. */
    String repositoryOf(Recipe recipe) {
        if (recipe.weights() == null) {
            return repository();
        }
        String source = sourceOf(recipe);
        return HubSource.problem(source).isPresent()
                ? source
                : HubSource.parse(source).repository();
    }

    /** What the catalogue knows of a recipe's weights, under whatever model. */
    Optional<Checkpoint> checkpointOf(Recipe recipe) {
        return catalog.models().checkpoint(repositoryOf(recipe));
    }

    ServingDefaults defaults(Gpu gpu, Precision precision, Configuration configuration) {
        return ServingDefaults.of(known, gpu, precision, configuration.gpuCount(), configuration.nodes());
    }
}
