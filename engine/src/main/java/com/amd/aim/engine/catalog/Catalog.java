package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.ModelCatalog;
import com.amd.aim.engine.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything the product knows by data. */
public final class Catalog {
    private final GpuCatalog gpus;
    private final ModelCatalog models;
    private final List<Recipe> recipes;
    private final List<EngineRelease> engines;
    private final List<CatalogProblem> problems;
    private final Map<String, Recipe> recipeByName = new HashMap<>();
    private final Map<String, List<Recipe>> recipesByModel = new HashMap<>();

    /**
     * Puts it together.
     *
     * @param gpus from {@code hardware/*.yaml}
     * @param models from {@code models/*.yaml}
     * @param recipes from {@code recipes/*.yaml}, by name
     * @param engines from {@code engines/*.yaml}, newest first per backend
     * @param problems what is wrong in files; a file with a problem is left out, the others work
     */
    public Catalog(
            GpuCatalog gpus,
            ModelCatalog models,
            List<Recipe> recipes,
            List<EngineRelease> engines,
            List<CatalogProblem> problems) {
        this.gpus = gpus;
        this.models = models;
        this.recipes = List.copyOf(recipes);
        this.engines = List.copyOf(engines);
        this.problems = List.copyOf(problems);
        for (Recipe recipe : recipes) {
            recipeByName.putIfAbsent(recipe.name(), recipe);
            recipesByModel
                    .computeIfAbsent(recipe.modelId(), _ -> new ArrayList<>())
                    .add(recipe);
        }
    }

    /** The GPUs that are known. */
    public GpuCatalog gpus() {
        return gpus;
    }

    /** The models that are known. */
    public ModelCatalog models() {
        return models;
    }

    /** The recipes that are written, by name. */
    public List<Recipe> recipes() {
        return recipes;
    }

    /** The recipe of that name. */
    public Optional<Recipe> recipe(String name) {
        return Optional.ofNullable(recipeByName.get(name));
    }

    /** The recipes that name this model, by name. */
    public List<Recipe> recipesOf(String modelId) {
        return List.copyOf(recipesByModel.getOrDefault(modelId, List.of()));
    }

    /** The releases of serving engines, newest first per backend. */
    public List<EngineRelease> engines() {
        return engines;
    }

    /** What is wrong in files; a file with a problem is left out, the others work. */
    public List<CatalogProblem> problems() {
        return problems;
    }

    /** The catalogue that ships with the product, read from the class path. */
    public static Catalog builtIn() {
        return BuiltInCatalog.read(CatalogReader::read);
    }

    /**
     * What of it a question about one model needs, for who has no time to read hundreds of files: all GPUs and engines, and
     * the recipes of the model. All of it for a model that has no file.
     */
    public static Catalog builtInAbout(String modelId) {
        Catalog part = BuiltInCatalog.read(reader -> reader.readAbout(modelId));
        return part.models.byId(modelId).isPresent() ? part : builtIn();
    }

    /** A directory with the folders {@code hardware models recipes engines}; a missing folder is an empty one. */
    public static Catalog read(Path directory) {
        return new CatalogReader(new CatalogDirectory(directory), List.of()).read();
    }

    /**
     * This one with the files of a directory beside its own: of two things with one name the directory's counts. Recipes
     * there may be for GPUs of this one.
     */
    public Catalog with(Path directory) {
        Catalog own = new CatalogReader(new CatalogDirectory(directory), gpus.all()).read();
        return new Catalog(
                own.gpus,
                new ModelCatalog(merged(own.models.all(), models.all(), Model::id)),
                merged(own.recipes, recipes, Recipe::name),
                merged(own.engines, engines, engine -> engine.backend() + " " + engine.version()).stream()
                        .sorted(EngineRelease.NEWEST_FIRST)
                        .toList(),
                Stream.concat(own.problems.stream(), problems.stream()).toList());
    }

    /** This one with a model more. */
    public Catalog with(Model model) {
        return new Catalog(
                gpus, new ModelCatalog(merged(List.of(model), models.all(), Model::id)), recipes, engines, problems);
    }

    /** What is of the first list wins by name; the rest keeps its order behind it. */
    static <T> List<T> merged(List<T> first, List<T> second, Function<T, String> name) {
        Map<String, T> byName = new LinkedHashMap<>();
        Stream.concat(first.stream(), second.stream()).forEach(one -> byName.putIfAbsent(name.apply(one), one));
        return List.copyOf(byName.values());
    }

    /** The newest release of a backend's engine. */
    public Optional<EngineRelease> engine(String backend) {
        return engines.stream()
                .filter(engine -> engine.backend().equals(backend))
                .findFirst();
    }

    /**
     * The release of a backend's engine that an image holds. Absent: the newest. An image of no release that is known
     * counts as the newest, unchecked.
     */
    public Optional<EngineRelease> engine(String backend, @Nullable String image) {
        if (image == null) {
            return engine(backend);
        }
        return engines.stream()
                .filter(engine -> engine.backend().equals(backend) && engine.has(image))
                .findFirst()
                .or(() -> engine(backend).map(EngineRelease::unchecked));
    }
}
