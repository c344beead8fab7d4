package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything one selection looks at.
 *
 * @param request what is asked for
 * @param model the model asked for
 * @param book every written recipe that counts
 * @param stock the GPUs there are
 * @param catalog what is known
 */
record Deliberation(Request request, ModelInQuestion model, RecipeBook book, Stock stock, Catalog catalog) {
    static Deliberation of(Request request, Inventory inventory, Catalog catalog, List<Recipe> extraRecipes) {
        return new Deliberation(
                request,
                ModelInQuestion.of(request.modelId(), catalog),
                new RecipeBook(catalog.recipes(), extraRecipes),
                new Stock(inventory, catalog.gpus()),
                catalog);
    }

    /** The GPU that is pinned, where it is a known one. */
    Optional<Gpu> pinnedGpu() {
        return Optional.ofNullable(request.hardware()).flatMap(catalog.gpus()::byName);
    }

    /** The written recipes of the model. */
    List<Recipe> written() {
        return book.of(model);
    }

    /** Recipes made for each kind of GPU that is there. */
    List<Recipe> generated() {
        int pinned = Optional.ofNullable(request.gpuCount()).orElse(0);
        return model.known().stream()
                .flatMap(known -> stock.shelves().stream()
                        .flatMap(shelf -> GeneratedRecipes.of(known, shelf.gpu(), shelf.cap(), pinned).stream()))
                .toList();
    }

    /** Every configuration of every recipe, enabled or not, on every kind of GPU that is there. */
    List<Option> options() {
        List<Option> options = new ArrayList<>();
        written().forEach(recipe -> options.addAll(onEveryShelf(recipe)));
        generated()
                .forEach(recipe -> stock.shelves().stream()
                        .filter(shelf -> shelf.gpu().name().equals(recipe.hardware()))
                        .forEach(shelf -> options.addAll(on(recipe, Optional.of(shelf)))));
        return options;
    }

    private List<Option> onEveryShelf(Recipe recipe) {
        return stock.shelves().isEmpty()
                ? on(recipe, Optional.empty())
                : stock.shelves().stream()
                        .flatMap(shelf -> on(recipe, Optional.of(shelf)).stream())
                        .toList();
    }

    private List<Option> on(Recipe recipe, Optional<Stock.Shelf> shelf) {
        String own = catalog.gpus().byName(recipe.hardware()).map(Gpu::name).orElse(recipe.hardware());
        String hardware = shelf.map(there -> there.gpu().name()).orElse(own);
        return recipe.configurations().stream()
                .map(configuration -> new Option(recipe, configuration, shelf, hardware))
                .toList();
    }
}
