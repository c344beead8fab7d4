package com.amd.aim.engine.selection;

import com.amd.aim.engine.backend.Backend;
import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.fit.BlockSplit;
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
import com.amd.aim.engine.selection.Verdict.Cause;
import com.amd.aim.engine.selection.Verdict.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether a configuration can serve its model on a kind of GPU, whoever asks and however many GPUs there are. Checks
 * stand in the order in which their answers help most; the first finding counts.
 */
final class Judge {
    private final ModelInQuestion model;

    /** What is wrong with the model's own repository; asked once, since most recipes take their weights from there. */
    private final Optional<String> ownProblem;

    private final List<Function<Trial, Optional<Rejected>>> checks = List.of(
            this::backend,
            this::target,
            this::precision,
            this::heads,
            this::blocks,
            this::memory,
            this::weights,
            this::arguments,
            this::code);

    Judge(ModelInQuestion model) {
        this.model = model;
        this.ownProblem = HubSource.problem(HubSource.uriOf(model.repository()));
    }

    Optional<Rejected> reject(Trial trial) {
        return checks.stream().flatMap(check -> check.apply(trial).stream()).findFirst();
    }

    private Optional<Rejected> backend(Trial trial) {
        return trial.backend().isPresent()
                ? Optional.empty()
                : rejected(
                        Cause.BACKEND_UNKNOWN,
                        "Backend " + trial.configuration().backend() + " cannot be started; those that can are "
                                + String.join(", ", Backends.names()) + ".");
    }

    private Optional<Rejected> target(Trial trial) {
        Optional<EngineRelease> release =
                model.catalog().engine(trial.configuration().backend());
        if (trial.configuration().image() != null
                || release.isEmpty()
                || release.get().gfxTargets().contains(trial.gpu().gfx())) {
            return Optional.empty();
        }
        return rejected(
                Cause.ENGINE_LACKS_TARGET,
                "The image of " + release.get().backend() + " " + release.get().version() + " is built for "
                        + String.join(", ", release.get().gfxTargets()) + ", not for "
                        + trial.gpu().name() + " (" + trial.gpu().gfx() + ").");
    }

    private Optional<Rejected> precision(Trial trial) {
        return Stream.concat(
                        Stream.of(trial.recipe().precision()), trial.checkpoint().map(Checkpoint::precision).stream())
                .filter(precision -> !trial.gpu().computes(precision))
                .findFirst()
                .flatMap(precision -> rejected(Cause.PRECISION_UNSUPPORTED, lacks(trial.gpu(), precision)));
    }

    private static String lacks(Gpu gpu, Precision precision) {
        return gpu.name() + " cannot compute " + precision.word() + "; it computes " + gpu.precisionWords() + ".";
    }

    private Optional<Rejected> heads(Trial trial) {
        Layout layout = trial.fit().layout();
        return model.known()
                .filter(known -> !HeadSplit.divides(known, layout.tensor()))
                .flatMap(known ->
                        rejected(Cause.HEADS_NOT_DIVISIBLE, HeadSplit.sentence(known, layout, layout.tensor())));
    }

    private Optional<Rejected> blocks(Trial trial) {
        Layout layout = trial.fit().layout();
        return model.known()
                .flatMap(known -> trial.checkpoint()
                        .filter(checkpoint -> !BlockSplit.divides(known, checkpoint, layout))
                        .flatMap(checkpoint ->
                                rejected(Cause.BLOCKS_NOT_DIVISIBLE, BlockSplit.sentence(known, checkpoint, layout))));
    }

    private Optional<Rejected> memory(Trial trial) {
        return trial.fit().fits()
                ? Optional.empty()
                : rejected(
                        Cause.TOO_LITTLE_MEMORY,
                        FitWords.tooLittle(trial.fit(), trial.gpu().name()));
    }

    private Optional<Rejected> weights(Trial trial) {
        return Optional.ofNullable(trial.recipe().weights())
                .map(weights -> HubSource.problem(weights.uri()))
                .orElse(ownProblem)
                .flatMap(problem -> rejected(Cause.ARGUMENTS_REFUSED, "The recipe's weights.uri: " + problem));
    }

    private Optional<Rejected> arguments(Trial trial) {
        return trial.backend()
                .flatMap(engine -> refused(engine, trial))
                .flatMap(sentence -> rejected(Cause.ARGUMENTS_REFUSED, "The recipe's " + sentence));
    }

    private Optional<String> refused(Backend engine, Trial trial) {
        Configuration configuration = trial.configuration();
        return model.catalog()
                .engine(configuration.backend(), configuration.image())
                .flatMap(release -> engine
                        .refusedInRecipe(
                                configuration.args(), model.repositoryOf(trial.recipe()), trial.defaults(), release)
                        .stream()
                        .findFirst());
    }

    private Optional<Rejected> code(Trial trial) {
        boolean needed = model.known().map(Model::remoteCode).orElse(false);
        return needed && trial.recipe().readiness() == Readiness.GENERATED
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
