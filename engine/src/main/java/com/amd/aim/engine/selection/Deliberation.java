package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.GeneratedRecipes.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything one selection looks at.
 *
 * @param request what is asked for
 * @param model the model asked for
 * @param book every written recipe that counts
 * @param stock the GPUs there are
 * @param catalog what is known
 * @param written the written recipes of the model
 * @param generated recipes made for each kind of GPU that is there
 */
record Deliberation(
        Request request,
        ModelInQuestion model,
        RecipeBook book,
        Stock stock,
        Catalog catalog,
        List<Recipe> written,
        List<Recipe> generated) {
    static Deliberation of(Request request, Inventory inventory, Catalog catalog, List<Recipe> extraRecipes) {
        ModelInQuestion model = ModelInQuestion.of(request.modelId(), catalog);
        RecipeBook book = new RecipeBook(catalog, extraRecipes);
        Stock stock = new Stock(inventory, catalog.gpus());
        return new Deliberation(
                request, model, book, stock, catalog, book.of(model), generated(request, model, stock, catalog));
    }

    private static List<Recipe> generated(Request request, ModelInQuestion model, Stock stock, Catalog catalog) {
        Map<String, Offer> offers = new LinkedHashMap<>();
        stock.shelves().forEach(shelf -> offers.merge(shelf.gpu().name(), offer(request, shelf), Offer::larger));
        return model.known().stream()
                .flatMap(known -> offers.entrySet().stream()
                        .flatMap(offer -> catalog.gpus().byName(offer.getKey()).stream()
                                .flatMap(gpu -> GeneratedRecipes.of(known, gpu, catalog, offer.getValue()).stream())))
                .toList();
    }

    /** Of more nodes than there are only a count that is asked for is offered, so that its refusal says what it needs. */
    private static Offer offer(Request request, Stock.Shelf shelf) {
        int pinned = Optional.ofNullable(request.gpuCount()).orElse(0);
        int allowed = Optional.ofNullable(request.maxNodes()).orElse(1);
        return new Offer(shelf.cap(), pinned > 0 ? allowed : Math.min(allowed, Math.max(2, shelf.nodes())), pinned);
    }

    /** The GPU that is pinned, where it is a known one. */
    Optional<Gpu> pinnedGpu() {
        return Optional.ofNullable(request.hardware()).flatMap(catalog.gpus()::byName);
    }

    /** Every configuration of every recipe, enabled or not, on every kind of GPU that is there. */
    List<Option> options() {
        List<Option> options = new ArrayList<>();
        written.forEach(recipe -> onEveryShelf(recipe, options));
        for (Recipe recipe : generated) {
            stock.shelves().stream()
                    .filter(shelf -> shelf.gpu().name().equals(recipe.hardware()))
                    .forEach(shelf -> on(recipe, Optional.of(shelf), options));
        }
        return options;
    }

    private void onEveryShelf(Recipe recipe, List<Option> options) {
        if (stock.shelves().isEmpty()) {
            on(recipe, Optional.empty(), options);
        }
        stock.shelves().forEach(shelf -> on(recipe, Optional.of(shelf), options));
    }

    private void on(Recipe recipe, Optional<Stock.Shelf> shelf, List<Option> options) {
        String own = catalog.gpus().byName(recipe.hardware()).map(Gpu::name).orElse(recipe.hardware());
        String hardware = shelf.map(there -> there.gpu().name()).orElse(own);
        recipe.configurations()
                .forEach(configuration -> options.add(new Option(recipe, configuration, shelf, hardware, own)));
    }
}
