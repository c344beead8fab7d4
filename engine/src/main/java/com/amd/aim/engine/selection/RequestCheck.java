package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.model.NearestNames;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.NothingFits.Cause;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a request before any candidate is looked at. The first finding counts. */
final class RequestCheck {
    private static final int MOST_GPUS = 1024;

    private final Deliberation all;

    RequestCheck(Deliberation all) {
        this.all = all;
    }

    /** What is wrong, with the field, its value and the way out in one sentence. */
    record Finding(Cause cause, String message) {}

    Optional<Finding> first() {
        return Stream.<Supplier<Optional<Finding>>>of(
                        this::otherModel,
                        this::model,
                        this::recipe,
                        this::hardware,
                        this::backend,
                        this::gpuCount,
                        this::absent)
                .flatMap(check -> check.get().stream())
                .findFirst();
    }

    private Optional<Finding> otherModel() {
        return Optional.ofNullable(all.request().recipe())
                .flatMap(all.book()::byName)
                .filter(recipe -> !all.model().isServedBy(recipe))
                .map(recipe -> new Finding(
                        Cause.RECIPE_FOR_OTHER_MODEL,
                        "recipe " + recipe.name() + " serves " + recipe.modelId() + ", not "
                                + all.model().id() + "; " + knownRecipes()));
    }

    private Optional<Finding> model() {
        if (all.model().known().isPresent() || !all.written().isEmpty()) {
            return Optional.empty();
        }
        List<String> known = Stream.concat(
                        all.catalog().models().all().stream().map(Model::id),
                        all.book().modelIds())
                .toList();
        List<String> nearest = NearestNames.of(all.model().id(), known, 3);
        return Optional.of(new Finding(
                Cause.UNKNOWN_MODEL,
                "modelId " + all.model().id() + " is not in the catalogue and no recipe serves it"
                        + (nearest.isEmpty() ? "" : " (did you mean " + String.join(" or ", nearest) + "?)")
                        + "; create a recipe for it."));
    }

    private Optional<Finding> recipe() {
        String name = all.request().recipe();
        if (name == null || all.book().byName(name).isPresent() || isGenerated(name)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(Cause.UNKNOWN_RECIPE, "recipe " + name + " does not exist; " + knownRecipes()));
    }

    private boolean isGenerated(String name) {
        return all.generated().stream().map(Recipe::name).anyMatch(name::equals);
    }

    private String knownRecipes() {
        String names = all.written().stream().map(Recipe::name).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "there is no written recipe for " + all.model().id() + ", leave recipe out to have one generated."
                : "recipes for " + all.model().id() + " are " + names + ".";
    }

    private Optional<Finding> hardware() {
        String hardware = all.request().hardware();
        return hardware == null || all.pinnedGpu().isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Cause.UNKNOWN_HARDWARE,
                        "hardware " + hardware + " is not known; known are "
                                + all.catalog().gpus().names() + "."));
    }

    private Optional<Finding> backend() {
        String backend = all.request().backend();
        return backend == null || Backends.byName(backend).isPresent()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Cause.UNKNOWN_BACKEND,
                        "backend " + backend + " cannot be started; those that can are "
                                + String.join(", ", Backends.names()) + "."));
    }

    private Optional<Finding> gpuCount() {
        Integer count = all.request().gpuCount();
        if (count == null) {
            return Optional.empty();
        }
        if (count < 1 || count > MOST_GPUS) {
            return Optional.of(new Finding(
                    Cause.INVALID_GPU_COUNT, "gpuCount " + count + " must be from 1 to " + MOST_GPUS + "."));
        }
        int limit = Math.max(8, all.stock().largestNode());
        return all.model()
                .known()
                .filter(model -> !HeadSplit.divides(model, count) && !isOffered(count))
                .map(model -> new Finding(Cause.INVALID_GPU_COUNT, HeadSplit.sentence(model, count, limit)));
    }

    /** Over pipeline parallelism or several nodes the heads need not be shared out by all GPUs. */
    private boolean isOffered(int count) {
        return Stream.concat(all.written().stream(), all.generated().stream())
                .flatMap(recipe -> recipe.configurations().stream())
                .anyMatch(configuration -> configuration.enabled() && configuration.gpuCount() == count);
    }

    private Optional<Finding> absent() {
        if (all.stock().shelves().isEmpty()) {
            return Optional.of(new Finding(
                    Cause.HARDWARE_ABSENT,
                    all.model().id() + " needs AMD GPUs, and " + all.stock().summary() + "."));
        }
        return all.pinnedGpu()
                .map(Gpu::name)
                .filter(name -> all.stock().shelves().stream()
                        .noneMatch(shelf -> shelf.gpu().name().equals(name)))
                .map(name -> new Finding(
                        Cause.HARDWARE_ABSENT,
                        "hardware " + name + " is pinned, and " + all.stock().summary() + "."));
    }
}
