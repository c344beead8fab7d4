package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.GeneratedRecipes.Offer;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Of all hardware that is known, the smallest that could serve a request for which nothing that is there will do. */
final class SmallestHardware {
    /** What one node has at most. */
    private static final int LARGEST_NODE = 8;

    /** More would be proposed to nobody. */
    private static final int MOST_NODES = 8;

    private static final Comparator<Trial> SMALLEST = Comparator.comparingInt(
                    (Trial trial) -> trial.configuration().nodes())
            .thenComparingLong(
                    trial -> trial.gpu().memoryBytes() * trial.configuration().gpuCount())
            .thenComparingInt(trial -> trial.configuration().gpuCount())
            .thenComparing(Trial::gpu, GpuCatalog.NEWEST_FIRST);

    private final Deliberation all;
    private final Judge judge;

    SmallestHardware(Deliberation all) {
        this.all = all;
        this.judge = new Judge(all.model());
    }

    /** A sentence to add to a message; empty where no hardware at all will do. */
    String sentence() {
        return find().map(trial -> " The smallest hardware that would do is " + hardware(trial) + ".")
                .orElse("");
    }

    private String hardware(Trial trial) {
        Configuration smallest = trial.configuration();
        if (smallest.nodes() == 1) {
            return smallest.gpuCount() + " x " + trial.gpu().name();
        }
        int allowed = Optional.ofNullable(all.request().maxNodes()).orElse(1);
        String ask = smallest.nodes() > allowed ? ", which maxNodes " + smallest.nodes() + " would allow" : "";
        return smallest.nodes() + " nodes of " + smallest.gpusPerNode() + " x "
                + trial.gpu().name() + ask;
    }

    private Optional<Trial> find() {
        return all.catalog().gpus().all().stream()
                .filter(gpu -> all.pinnedGpu().map(gpu::equals).orElse(true))
                .flatMap(this::trials)
                .filter(trial -> judge.reject(trial).isEmpty())
                .min(SMALLEST);
    }

    private Stream<Trial> trials(Gpu gpu) {
        Stream<Recipe> written = all.written().stream()
                .filter(recipe -> all.catalog()
                        .gpus()
                        .byName(recipe.hardware())
                        .filter(gpu::standsInFor)
                        .isPresent());
        Stream<Recipe> generated = all.model().known().stream()
                .flatMap(model -> GeneratedRecipes.of(model, gpu, all.catalog(), offer()).stream());
        return Stream.concat(written, generated)
                .filter(this::asked)
                .flatMap(recipe -> recipe.configurations().stream()
                        .filter(this::asked)
                        .map(configuration -> Trial.of(all.model(), recipe, configuration, gpu)));
    }

    private Offer offer() {
        int pinned = Optional.ofNullable(all.request().gpuCount()).orElse(0);
        return new Offer(LARGEST_NODE, all.stock().spansNodes() ? MOST_NODES : 1, pinned);
    }

    private boolean asked(Recipe recipe) {
        Request request = all.request();
        return (request.precision() == null || request.precision() == recipe.precision())
                && (request.recipe() == null || request.recipe().equals(recipe.name()));
    }

    private boolean asked(Configuration configuration) {
        Request request = all.request();
        return configuration.enabled()
                && configuration.gpusPerNode() <= LARGEST_NODE
                && (request.gpuCount() == null || request.gpuCount() == configuration.gpuCount())
                && (request.backend() == null || request.backend().equals(configuration.backend()));
    }
}
