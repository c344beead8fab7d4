package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backend;
import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.backend.ServingDefaults;
import com.amd.aim.engine.fit.BlockSplit;
import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.FitCalculator;
import com.amd.aim.engine.fit.FitWords;
import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.fit.Layout;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Verdict.Cause;
import com.amd.aim.engine.selection.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a configuration can serve its model on a kind of GPU, whoever asks and however many GPUs there are. Checks
 * stand in the order in which their answers help most; the first finding counts.
 */
final class Judge {
    private final ModelInQuestion model;

    Judge(ModelInQuestion model) {
        this.model = model;
    }

    /** One configuration of a recipe on one kind of GPU. */
    private record Trial(Recipe recipe, Configuration configuration, Gpu gpu) {}

    Optional<Rejected> reject(Recipe recipe, Configuration configuration, Gpu gpu) {
        Trial trial = new Trial(recipe, configuration, gpu);
        return Stream.<Function<Trial, Optional<Rejected>>>of(
                        this::backend,
                        this::target,
                        this::precision,
                        this::heads,
                        this::blocks,
                        this::memory,
                        this::arguments,
                        this::code)
                .flatMap(check -> check.apply(trial).stream())
                .findFirst();
    }

    /** How weights and requests fill the memory. */
    Fit fit(Recipe recipe, Configuration configuration, Gpu gpu) {
        OptionalLong weights = model.checkpointOf(recipe)
                .map(checkpoint -> OptionalLong.of(checkpoint.bytes()))
                .orElseGet(OptionalLong::empty);
        return FitCalculator.fit(weights, model.known(), gpu, limits(recipe, configuration, gpu));
    }

    private EngineLimits limits(Recipe recipe, Configuration configuration, Gpu gpu) {
        ServingDefaults defaults = model.defaults(gpu, recipe.precision(), configuration.gpuCount());
        return Backends.byName(configuration.backend())
                .map(backend -> backend.limits(configuration.args(), defaults))
                .orElseGet(() -> defaults.limits());
    }

    private Optional<Rejected> backend(Trial trial) {
        String backend = trial.configuration.backend();
        return Backends.byName(backend).isPresent()
                ? Optional.empty()
                : rejected(
                        Cause.BACKEND_UNKNOWN,
                        "Backend " + backend + " cannot be started; those that can are "
                                + String.join(", ", Backends.names()) + ".");
    }

    private Optional<Rejected> target(Trial trial) {
        Optional<EngineRelease> release = model.catalog().engine(trial.configuration.backend());
        if (trial.configuration.image() != null
                || release.isEmpty()
                || release.get().gfxTargets().contains(trial.gpu.gfx())) {
            return Optional.empty();
        }
        return rejected(
                Cause.ENGINE_LACKS_TARGET,
                "The image of " + release.get().backend() + " " + release.get().version() + " is built for "
                        + String.join(", ", release.get().gfxTargets()) + ", not for " + trial.gpu.name() + " ("
                        + trial.gpu.gfx() + ").");
    }

    private Optional<Rejected> precision(Trial trial) {
        return Stream.concat(
                        Stream.of(trial.recipe.precision()),
                        model.checkpointOf(trial.recipe).map(Checkpoint::precision).stream())
                .filter(precision -> !trial.gpu.computes(precision))
                .findFirst()
                .flatMap(precision -> rejected(Cause.PRECISION_UNSUPPORTED, lacks(trial.gpu, precision)));
    }

    private static String lacks(Gpu gpu, Precision precision) {
        return gpu.name() + " cannot compute " + precision.word() + "; it computes " + gpu.precisionWords() + ".";
    }

    private Optional<Rejected> blocks(Trial trial) {
        Layout layout = limits(trial.recipe, trial.configuration, trial.gpu).layout();
        return model.known()
                .flatMap(known -> model.checkpointOf(trial.recipe)
                        .filter(checkpoint -> !BlockSplit.divides(known, checkpoint, layout))
                        .flatMap(checkpoint ->
                                rejected(Cause.BLOCKS_NOT_DIVISIBLE, BlockSplit.sentence(known, checkpoint, layout))));
    }

    private Optional<Rejected> heads(Trial trial) {
        int count =
                limits(trial.recipe, trial.configuration, trial.gpu).layout().tensor();
        return model.known()
                .filter(known -> !HeadSplit.divides(known, count))
                .flatMap(known -> rejected(Cause.HEADS_NOT_DIVISIBLE, HeadSplit.sentence(known, count, count)));
    }

    private Optional<Rejected> memory(Trial trial) {
        Fit fit = fit(trial.recipe, trial.configuration, trial.gpu);
        return fit.fits()
                ? Optional.empty()
                : rejected(Cause.TOO_LITTLE_MEMORY, FitWords.tooLittle(fit, trial.gpu.name()));
    }

    private Optional<Rejected> arguments(Trial trial) {
        ServingDefaults defaults = model.defaults(trial.gpu, trial.recipe.precision(), trial.configuration.gpuCount());
        Optional<Backend> backend = Backends.byName(trial.configuration.backend());
        String source = model.sourceOf(trial.recipe);
        Optional<String> unreadable = HubSource.problem(source);
        if (unreadable.isPresent()) {
            return rejected(Cause.ARGUMENTS_REFUSED, "The recipe's weights.uri: " + unreadable.get());
        }
        List<String> refused = backend.map(engine ->
                        engine.refusedInRecipe(trial.configuration.args(), model.repositoryOf(trial.recipe), defaults))
                .orElse(List.of());
        return refused.stream()
                .findFirst()
                .flatMap(sentence -> rejected(Cause.ARGUMENTS_REFUSED, "The recipe's " + sentence));
    }

    private Optional<Rejected> code(Trial trial) {
        boolean needed = model.known().map(Model::remoteCode).orElse(false);
        return needed && trial.recipe.readiness() == Readiness.GENERATED
                ? rejected(
                        Cause.REMOTE_CODE_NEEDED,
                        model.id() + " needs code from its repository, which only a written recipe may trust"
                                + " (trust-remote-code).")
                : Optional.empty();
    }

    private static Optional<Rejected> rejected(Cause cause, String reason) {
        return Optional.of(new Rejected(cause, reason));
    }
}
