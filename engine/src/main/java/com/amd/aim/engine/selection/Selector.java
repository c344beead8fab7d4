package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.GeneratedRecipes.Offer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the recipe that serves a request (R18, R22). Pure: the same inputs give the same answer, always.
 *
 * <p>Every configuration of every recipe of the model is a candidate on every kind of GPU that is there. Those that
 * cannot serve the request are rejected with a reason; of the others the first in the order of {@link Ranking} is
 * picked. A written recipe fits its own GPU exactly, or compatibly one of the same compiler target with no less memory.
 * Recipes made from the size table rank below every written one.
 */
public final class Selector {
    private Selector() {}

    /**
     * Chooses among the recipes of the catalogue, those given beside it, and generated ones.
     *
     * @param extraRecipes recipes of the service's namespace and of the operator's, told apart by their origin
     */
    public static Selection select(Request request, Inventory inventory, Catalog catalog, List<Recipe> extraRecipes) {
        Deliberation all = Deliberation.of(request, inventory, catalog, extraRecipes);
        List<Judged> judged = all.options().stream()
                .map(new Admission(all)::judge)
                .sorted(Judged.BEST_FIRST)
                .toList();
        Explanation explanation = new Explanation(all, judged);
        Optional<RequestCheck.Finding> wrong = new RequestCheck(all).first();
        if (wrong.isPresent()) {
            return new NothingFits(wrong.get().cause(), wrong.get().message(), explanation.rejected());
        }
        return judged.stream()
                .filter(Judged::fits)
                .findFirst()
                .<Selection>map(best -> chosen(all, best, explanation))
                .orElseGet(() -> new NothingFits(
                        NothingFits.Cause.NOTHING_FITS, explanation.nothingFits(), explanation.rejected()));
    }

    private static Chosen chosen(Deliberation all, Judged best, Explanation explanation) {
        Option option = best.option();
        Stock.Shelf shelf = option.shelf().orElseThrow();
        return chosen(
                all.model(),
                Trial.of(all.model(), option.recipe(), option.configuration(), shelf.gpu()),
                option.compatible() ? Match.COMPATIBLE : Match.EXACT,
                shelf.resource(),
                explanation.candidates(best));
    }

    /**
     * Makes a written-down choice usable again without choosing anew: whether GPUs are there is not asked. Empty when
     * its recipe, configuration or hardware no longer exists, or differs in what the choice says of it.
     */
    public static Optional<Chosen> restore(Choice choice, String modelId, Catalog catalog, List<Recipe> extraRecipes) {
        ModelInQuestion model = ModelInQuestion.of(modelId, catalog);
        Optional<Gpu> gpu = catalog.gpus().byName(choice.hardware());
        Stream<Recipe> written = new RecipeBook(catalog, extraRecipes).of(model).stream();
        Stream<Recipe> generated = model.known().stream()
                .flatMap(known -> gpu.stream()
                        .flatMap(there -> GeneratedRecipes.of(known, there, catalog, Offer.of(choice)).stream()));
        return Stream.concat(written, generated)
                .flatMap(recipe -> recipe.configurations().stream()
                        .flatMap(configuration -> gpu.stream()
                                .flatMap(there -> restored(model, recipe, configuration, there, choice).stream())))
                .filter(chosen -> chosen.choice().equals(choice))
                .findFirst();
    }

    /** Empty where the GPU can not stand in for the recipe's. */
    private static Optional<Chosen> restored(
            ModelInQuestion model, Recipe recipe, Configuration configuration, Gpu gpu, Choice choice) {
        return model.catalog()
                .gpus()
                .byName(recipe.hardware())
                .filter(gpu::standsInFor)
                .map(own -> chosen(
                        model,
                        Trial.of(model, recipe, configuration, gpu),
                        own.name().equals(gpu.name()) ? Match.EXACT : Match.COMPATIBLE,
                        choice.resource(),
                        List.of()));
    }

    private static Chosen chosen(
            ModelInQuestion model, Trial trial, Match match, String resource, List<Candidate> candidates) {
        return new Chosen(
                model.id(),
                model.known(),
                trial.recipe(),
                trial.configuration(),
                trial.gpu(),
                resource,
                match,
                trial.fit(),
                model.sourceOf(trial.recipe()),
                candidates);
    }
}
