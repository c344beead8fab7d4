package com.amd.aim.cli.generate;

import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import com.amd.aim.operator.view.GpuResources;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is assumed where nobody says which GPUs there are: one node of eight, of the kind that is asked for; else of the one
 * whose recipe is the best; else, for a model that nobody wrote a recipe for, of the best of all.
 */
public final class AssumedNode {
    /** GPUs of the node. */
    public static final int GPUS = 8;

    private AssumedNode() {}

    /** The kind of GPU. */
    public static Gpu of(Request request, Catalog catalog) {
        Optional<Gpu> pinned = Optional.ofNullable(request.hardware()).flatMap(catalog.gpus()::byName);
        return pinned.orElseGet(
                () -> Stream.of(ofRecipes(request, catalog), catalog.gpus().all())
                        .flatMap(kinds -> best(kinds, request, catalog).stream())
                        .findFirst()
                        .orElseGet(() -> catalog.gpus().all().getFirst()));
    }

    /** A node of each kind, to choose among. */
    public static Stock stock(List<Gpu> kinds) {
        return new Stock(inventory(kinds), "that are assumed", List.of());
    }

    private static Inventory inventory(List<Gpu> kinds) {
        return Inventory.of(kinds.stream()
                .map(gpu -> new NodeGpus(
                        "assumed-" + gpu.name(), gpu.name(), GpuResources.ofKind(gpu), GPUS, OptionalInt.of(GPUS)))
                .toList());
    }

    private static List<Gpu> ofRecipes(Request request, Catalog catalog) {
        Optional<Model> model = catalog.models().byId(request.modelId());
        return catalog.recipes().stream()
                .filter(recipe -> recipe.modelId().equals(request.modelId())
                        || model.filter(known -> known.answersTo(recipe.modelId()))
                                .isPresent())
                .filter(recipe -> request.recipe() == null || request.recipe().equals(recipe.name()))
                .map(Recipe::hardware)
                .distinct()
                .flatMap(name -> catalog.gpus().byName(name).stream())
                .toList();
    }

    private static Optional<Gpu> best(List<Gpu> kinds, Request request, Catalog catalog) {
        return Selector.select(request, inventory(kinds), catalog, List.of()) instanceof Chosen chosen
                ? Optional.of(chosen.gpu())
                : Optional.empty();
    }
}
