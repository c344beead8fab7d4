package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.ArgumentTable;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.ModelCatalog;
import com.amd.aim.engine.recipe.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads the folders of one catalogue, files in the order of their names. */
final class CatalogReader {
    private final CatalogFiles files;
    private final Map<String, String> texts = new HashMap<>();
    private final List<Gpu> known;
    private final List<CatalogProblem> problems = new ArrayList<>();

    /**
     * Reads nothing yet.
     *
     * @param known GPUs that count beside those of the files
     */
    CatalogReader(CatalogFiles files, List<Gpu> known) {
        this.files = files;
        this.known = known;
    }

    Catalog read() {
        GpuCatalog gpus = gpus();
        return catalog(gpus, models(_ -> true), recipes(gpus, _ -> true));
    }

    /** All GPUs and engines; of models and recipes those whose files name this model, or the weights of such a recipe. */
    Catalog readAbout(String modelId) {
        GpuCatalog gpus = gpus();
        List<Model> named = models(text -> text.contains(modelId));
        List<String> ids = Stream.concat(
                        Stream.of(modelId),
                        named.stream()
                                .filter(model -> model.answersTo(modelId))
                                .flatMap(model -> Stream.of(model.id(), String.valueOf(model.alias()))))
                .toList();
        List<Recipe> recipes = recipes(gpus, text -> ids.stream().anyMatch(text::contains));
        List<String> weights = recipes.stream()
                .flatMap(recipe -> Optional.ofNullable(recipe.weights()).stream())
                .map(from -> from.uri().replaceFirst("^hf://", "").replaceFirst("@.*", ""))
                .toList();
        List<Model> holders = models(text -> weights.stream().anyMatch(text::contains));
        return catalog(gpus, Catalog.merged(named, holders, Model::id), recipes);
    }

    private Catalog catalog(GpuCatalog gpus, List<Model> models, List<Recipe> recipes) {
        List<EngineRelease> engines = folder(
                "engines",
                _ -> true,
                (file, stem) -> EngineFile.read(file, arguments(stem)),
                engine -> engine.backend() + " " + engine.version());
        requireWhole();
        return new Catalog(
                gpus,
                new ModelCatalog(models),
                recipes,
                engines.stream().sorted(EngineRelease.NEWEST_FIRST).toList(),
                problems);
    }

    private GpuCatalog gpus() {
        if (!files.exists()) {
            problems.add(new CatalogProblem(files.place(), 0, 0, "", "there is no such directory"));
        }
        List<Gpu> own = folder("hardware", _ -> true, (file, stem) -> HardwareFile.read(file), Gpu::name);
        return new GpuCatalog(Catalog.merged(own, known, Gpu::name));
    }

    private List<Model> models(Predicate<String> relevant) {
        return folder("models", relevant, (file, stem) -> ModelFile.read(file), Model::id);
    }

    private List<Recipe> recipes(GpuCatalog gpus, Predicate<String> relevant) {
        return folder("recipes", relevant, (file, stem) -> RecipeFile.read(file, stem, gpus), Recipe::name);
    }

    /** An interruption closes a file in the middle of being read, and what follows looks as if it were not there. */
    private static void requireWhole() {
        if (Thread.currentThread().isInterrupted()) {
            throw new UncheckedIOException(new ClosedByInterruptException());
        }
    }

    /** What every relevant file of a folder holds; a file with a problem, or with a name that an earlier one took, is left out. */
    private <T> List<T> folder(
            String folder,
            Predicate<String> relevant,
            BiFunction<YamlMap, String, T> reader,
            Function<T, String> name) {
        Map<String, String> takenBy = new LinkedHashMap<>();
        List<T> all = new ArrayList<>();
        for (String file : files(folder)) {
            read(file, relevant, reader).ifPresent(value -> {
                Optional<String> before = Optional.ofNullable(takenBy.putIfAbsent(name.apply(value), file));
                before.ifPresentOrElse(
                        other -> problems.add(new CatalogProblem(
                                file, 0, 0, "", name.apply(value) + " is defined in " + other + " already")),
                        () -> all.add(value));
            });
        }
        return all;
    }

    private <T> Optional<T> read(String file, Predicate<String> relevant, BiFunction<YamlMap, String, T> reader) {
        Problems found = new Problems(file);
        Optional<T> value = Optional.empty();
        try {
            String stem = file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
            String text = text(file);
            value = relevant.test(text)
                    ? files.parse(file, text, found).map(top -> reader.apply(top, stem))
                    : Optional.empty();
        } catch (CharacterCodingException e) {
            found.add(null, "", "the file is not UTF-8 text");
        } catch (IOException e) {
            found.add(null, "", "the file cannot be read: " + e);
        }
        problems.addAll(found.found());
        return found.found().isEmpty() ? value : Optional.empty();
    }

    /** What a release's parser takes; a release may come without. */
    private ArgumentTable arguments(String stem) {
        String file = "engines/arguments/" + stem + ".txt";
        Problems found = new Problems(file);
        ArgumentTable table = ArgumentTable.EMPTY;
        if (files.has(file)) {
            try {
                table = ArgumentFile.read(text(file), found);
            } catch (IOException e) {
                found.add(0, "the file cannot be read: " + e);
            }
        }
        problems.addAll(found.found());
        // of half a table nothing could be refused with certainty
        return found.found().isEmpty() ? table : ArgumentTable.EMPTY;
    }

    /** Who asks about one model looks through the models twice. */
    private String text(String file) throws IOException {
        String known = texts.get(file);
        String text = known == null ? files.text(file) : known;
        texts.put(file, text);
        return text;
    }

    static boolean isYaml(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml");
    }

    private List<String> files(String folder) {
        try {
            return files.in(folder).stream()
                    .filter(CatalogReader::isYaml)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(new CatalogProblem(folder, 0, 0, "", "the folder cannot be read: " + e));
            return List.of();
        }
    }
}
