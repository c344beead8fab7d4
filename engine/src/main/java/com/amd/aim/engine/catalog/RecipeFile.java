package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Source;
import com.amd.aim.engine.recipe.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code recipes/*.yaml} in the form in which recipes have always been written (R52): {@code recipe_id, model_id,
 * hardware, precision, readiness_level}, and per backend a section {@code vllm_serve} or {@code sglang_serve} with one
 * {@code {N}_gpu: {enabled, args}} per GPU count. Optional additions: {@code weights: {uri, quantization}},
 * {@code source: {repository, path, commit}} or {@code source: {page}}, and
 * {@code image}, {@code env} and {@code tokens_per_second} beside {@code args}.
 */
final class RecipeFile {
    private RecipeFile() {}

    static Recipe read(YamlMap file, String stem, GpuCatalog gpus) {
        String name = file.required("recipe_id");
        if (!name.isEmpty() && !name.equals(stem)) {
            file.problem("recipe_id", "must be the file's name without its ending, " + stem);
        }
        String modelId = file.required("model_id");
        String hardware = file.required("hardware");
        if (!hardware.isEmpty() && gpus.byName(hardware).isEmpty()) {
            file.problem("hardware", "\"" + hardware + "\" is not known; known are " + gpus.names());
        }
        Optional<Precision> precision = PrecisionWord.read(file, "precision");
        if (file.value("precision").isEmpty()) {
            file.problem("precision", "the field is missing");
        }
        Readiness readiness = file.word("readiness_level", Readiness::parse, String.join(", ", Readiness.words()))
                .orElse(Readiness.EXPERIMENTAL);
        Optional<Weights> weights = file.map("weights").map(RecipeFile::weights);
        Optional<Source> source = file.map("source").flatMap(RecipeFile::source);
        List<Configuration> configurations = configurations(file);
        file.done();
        return new Recipe(
                name,
                modelId,
                hardware,
                precision.orElse(Precision.BF16),
                readiness,
                weights.orElse(null),
                configurations,
                Origin.BUILT_IN,
                source.orElse(null));
    }

    private static List<Configuration> configurations(YamlMap file) {
        List<Configuration> configurations = new ArrayList<>();
        for (String backend : Backends.names()) {
            file.map(backend + "_serve")
                    .ifPresent(section -> section.names()
                            .forEach(name -> ConfigurationSection.read(section, name, backend)
                                    .ifPresent(configurations::add)));
        }
        if (configurations.isEmpty()) {
            file.problem("", "no configuration: a recipe needs vllm_serve or sglang_serve with one {N}_gpu at least");
        }
        return configurations;
    }

    /** Either a file of a repository at a commit, or a page. */
    private static Optional<Source> source(YamlMap map) {
        Optional<Source> source = map.text("page").map(Source.Page::new);
        if (source.isEmpty()) {
            Source.File file =
                    new Source.File(map.required("repository"), map.required("path"), map.required("commit"));
            if (!file.commit().isEmpty() && !file.commit().matches("[0-9a-f]{40}")) {
                map.problem("commit", "must be the 40 hex digits of a commit");
            }
            source = Optional.of(file);
        }
        map.done();
        return source;
    }

    private static Weights weights(YamlMap map) {
        String uri = map.required("uri");
        if (!uri.isEmpty()) {
            HubSource.problem(uri).ifPresent(problem -> map.problem("uri", problem));
        }
        Weights weights = new Weights(uri, map.text("quantization").orElse(null));
        map.done();
        return weights;
    }
}
