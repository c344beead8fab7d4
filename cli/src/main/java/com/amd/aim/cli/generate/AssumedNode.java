package com.amd.aim.cli.generate;

import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import com.amd.aim.operator.view.GpuResources;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is assumed where nobody says which GPUs there are: one node of eight, or as many as are allowed, of the kind that
 * is asked for; else of the one whose recipe is the best; else, for a model that nobody wrote a recipe for, of the best of
 * all.
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

    /** So many nodes of each kind, to choose among. */
    public static Stock stock(List<Gpu> kinds, int nodes) {
        return new Stock(inventory(kinds, nodes), "that are assumed", List.of());
    }

    /** How many nodes are assumed: as many as one replica may stretch over, or as a recipe that is named needs. */
    public static int nodes(Request request, Catalog catalog) {
        return Optional.ofNullable(request.maxNodes())
                .or(() -> catalog.recipes().stream()
                        .filter(recipe -> recipe.name().equals(request.recipe()))
                        .flatMap(recipe -> recipe.configurations().stream())
                        .map(Configuration::nodes)
                        .max(Comparator.naturalOrder()))
                .orElse(1);
    }

    private static Inventory inventory(List<Gpu> kinds, int nodes) {
        return Inventory.of(kinds.stream()
                .flatMap(gpu -> IntStream.range(0, nodes)
                        .mapToObj(number -> new NodeGpus(
                                "assumed-" + gpu.name() + "-" + number,
                                gpu.name(),
                                GpuResources.ofKind(gpu),
                                GPUS,
                                OptionalInt.of(GPUS))))
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
        return Selector.select(request, inventory(kinds, nodes(request, catalog)), catalog, List.of())
                        instanceof Chosen chosen
                ? Optional.of(chosen.gpu())
                : Optional.empty();
    }
}
