package com.amd.aim.cli.catalog;

import com.amd.aim.cli.catalog.Kind.Column;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.fit.Gibibytes;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.hardware.Partition;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kinds of things in a catalogue. */
public final class Kinds {
    private static final String NOTHING = "-";

    private Kinds() {}

    /** All kinds, in the order in which help lists them. */
    public static List<Kind<?>> all() {
        return List.of(recipes(), models(), hardware(), engines());
    }

    private static Kind<Recipe> recipes() {
        return new Kind<>(
                "recipes",
                "recipe",
                Catalog::recipes,
                Recipe::name,
                (recipe, called) -> recipe.name().equals(called),
                List.of(
                        Column.of("NAME", Recipe::name),
                        Column.of("HARDWARE", Recipe::hardware),
                        Column.of("PRECISION", recipe -> recipe.precision().word()),
                        Column.of("READINESS", recipe -> recipe.readiness().word()),
                        Column.of("GPUS", Kinds::counts),
                        Column.of("MODEL", Recipe::modelId),
                        Column.wide(
                                "BACKENDS",
                                recipe -> enabled(recipe)
                                        .map(Configuration::backend)
                                        .distinct()
                                        .collect(Collectors.joining(","))),
                        Column.wide(
                                "SOURCE",
                                recipe -> recipe.source() == null
                                        ? NOTHING
                                        : recipe.source().text())),
                CatalogDocuments::recipe);
    }

    private static Kind<Model> models() {
        return new Kind<>(
                "models",
                "model",
                catalog -> catalog.models().all(),
                Model::id,
                Model::answersTo,
                List.of(
                        Column.of("NAME", Model::id),
                        Column.of("SIZE", Model::size),
                        Column.of(
                                "PRECISIONS",
                                model -> joined(model.checkpoints().stream()
                                        .map(one -> one.precision().word()))),
                        Column.of(
                                "CONTEXT",
                                model -> model.maxLength().isPresent()
                                        ? String.valueOf(model.maxLength().getAsInt())
                                        : NOTHING),
                        Column.of("READINESS", model -> model.readiness().word()),
                        Column.wide("FAMILY", model -> orNothing(model.family())),
                        Column.wide("LICENSE", model -> orNothing(model.license())),
                        Column.wide("GATED", model -> model.gated() ? "yes" : "no"),
                        Column.wide(
                                "CHECKPOINTS",
                                model -> joined(model.checkpoints().stream().map(Checkpoint::repository)))),
                CatalogDocuments::model);
    }

    private static Kind<Gpu> hardware() {
        return new Kind<>(
                "hardware",
                "GPU",
                catalog -> catalog.gpus().all(),
                Gpu::name,
                (gpu, called) -> new GpuCatalog(List.of(gpu))
                        .byName(called)
                        .filter(gpu::equals)
                        .isPresent(),
                List.of(
                        Column.of("NAME", Gpu::name),
                        Column.of("MEMORY", gpu -> Gibibytes.text(gpu.memoryBytes())),
                        Column.of("TARGET", Gpu::gfx),
                        Column.of("UNITS", gpu -> String.valueOf(gpu.computeUnits())),
                        Column.of("PRECISIONS", Gpu::precisionWords),
                        Column.wide("DEVICE IDS", gpu -> joined(gpu.deviceIds().stream())),
                        Column.wide(
                                "PARTITIONS",
                                gpu -> joined(gpu.partitions().stream().map(Partition::mode)))),
                CatalogDocuments::gpu);
    }

    private static Kind<EngineRelease> engines() {
        return new Kind<>(
                "engines",
                "engine",
                Catalog::engines,
                Kinds::engineName,
                (engine, called) ->
                        engineName(engine).equals(called) || engine.backend().equals(called),
                List.of(
                        Column.of("NAME", Kinds::engineName),
                        Column.of("BACKEND", EngineRelease::backend),
                        Column.of("VERSION", EngineRelease::version),
                        Column.of("TARGETS", engine -> joined(engine.gfxTargets().stream())),
                        Column.wide(
                                "IMAGES",
                                engine ->
                                        joined(engine.images().values().stream().distinct()))),
                CatalogDocuments::engine);
    }

    static String engineName(EngineRelease engine) {
        return engine.backend() + "-" + engine.version();
    }

    private static Stream<Configuration> enabled(Recipe recipe) {
        return recipe.configurations().stream().filter(Configuration::enabled);
    }

    private static String counts(Recipe recipe) {
        return enabled(recipe)
                .map(Configuration::gpuCount)
                .distinct()
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
    }

    private static String joined(Stream<String> words) {
        return orNothing(words.distinct().collect(Collectors.joining(",")));
    }

    private static String orNothing(String cell) {
        return cell.isEmpty() ? NOTHING : cell;
    }
}
