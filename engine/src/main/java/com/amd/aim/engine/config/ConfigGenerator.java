package com.amd.aim.engine.config;

import com.amd.aim.engine.backend.Backend;
import com.amd.aim.engine.backend.Backends;
import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.backend.ServeCommand;
import com.amd.aim.engine.backend.ServingDefaults;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.FitCalculator;
import com.amd.aim.engine.fit.FitWords;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.selection.Chosen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * From a choice and the user's overrides to what runs (R24). Pure.
 *
 * <p>Arguments come in layers, each over the one before: size table and hardware profile; the recipe; less what the user
 * removes; what the user sets.
 */
public final class ConfigGenerator {
    private static final int DEFAULT_PORT = 8000;
    private static final int HIGHEST_PORT = 65535;

    private final Chosen chosen;
    private final Overrides overrides;
    private final Backend backend;
    private final EngineRelease release;
    private final ServingDefaults defaults;
    private final List<String> problems = new ArrayList<>();

    private ConfigGenerator(Chosen chosen, Overrides overrides, Backend backend, EngineRelease release) {
        this.chosen = chosen;
        this.overrides = overrides;
        this.backend = backend;
        this.release = release;
        this.defaults =
                ServingDefaults.of(chosen.model(), chosen.gpu(), chosen.precision(), chosen.gpuCount(), chosen.nodes());
    }

    /** A {@link ServingConfig}, or {@link Generation.Refused} with a sentence per override that cannot be honoured. */
    public static Generation generate(Chosen chosen, Overrides overrides, Catalog catalog) {
        String name = chosen.configuration().backend();
        Optional<Backend> backend = Backends.byName(name);
        Optional<EngineRelease> release = catalog.engine(name, image(chosen, overrides));
        if (backend.isEmpty() || release.isEmpty()) {
            return new Generation.Refused(List.of("backend " + name + " cannot be started; those that can are "
                    + String.join(", ", Backends.names()) + ", each with a release in engines/."));
        }
        return new ConfigGenerator(chosen, overrides, backend.get(), release.get()).generate();
    }

    private Generation generate() {
        problems.addAll(refused());
        int port = port();
        String image = image();
        Optional<HubSource> weights = weights();
        Arguments asked = backend.complete(chosen.configuration().args(), defaults, release)
                .without(overrides.removeArgs().stream().map(release::longName).toList())
                .with(backend.spelledOut(overrides.args(), release));
        Arguments arguments = backend.laidOut(asked, defaults);
        Fit fit = fit(arguments, weights);
        if (!problems.isEmpty() || weights.isEmpty()) {
            return new Generation.Refused(problems);
        }
        return new ServingConfig(
                image,
                backend.command(new ServeCommand(weights.get(), chosen.modelId(), port, arguments, release)),
                environment(),
                Sizing.resources(chosen.configuration().gpusPerNode()),
                new ServingConfig.Group(chosen.nodes(), backend.group()),
                port,
                chosen.modelId(),
                backend.healthPath(),
                unchecked(image),
                Sizing.startupBudget(fit));
    }

    /** The user's arguments; and the recipe's, where the user has another engine read them than it was made for. */
    private List<String> refused() {
        List<String> refused =
                new ArrayList<>(backend.refusedFromUser(overrides.args(), overrides.removeArgs(), defaults, release));
        if (overrides.image() != null) {
            String repository = HubSource.parse(chosen.source()).repository();
            Arguments kept = backend.spelledOut(chosen.configuration().args(), release)
                    .without(overrides.removeArgs().stream()
                            .map(release::longName)
                            .toList());
            backend.refusedInRecipe(kept, repository, defaults, release).stream()
                    .map(sentence -> "The recipe's " + sentence)
                    .forEach(refused::add);
        }
        return refused;
    }

    private static @Nullable String image(Chosen chosen, Overrides overrides) {
        return Optional.ofNullable(overrides.image())
                .orElse(chosen.configuration().image());
    }

    private String image() {
        Optional<String> own = release.image(chosen.gpu().gfx());
        Optional<String> image = Optional.ofNullable(image(chosen, overrides)).or(() -> own);
        if (image.isEmpty()) {
            problems.add("backend " + backend.name() + " has no image for "
                    + chosen.gpu().name() + " (" + chosen.gpu().gfx() + "); name one in image.");
        }
        return image.orElse("");
    }

    private Optional<String> unchecked(String image) {
        return release.checked() && !release.arguments().isEmpty()
                ? Optional.empty()
                : Optional.of("The release of " + backend.name() + " in image " + image
                        + " is not one that AIM Engine knows, so its arguments were not checked.");
    }

    private int port() {
        int port = Optional.ofNullable(overrides.port()).orElse(DEFAULT_PORT);
        if (port < 1 || port > HIGHEST_PORT) {
            problems.add("port " + port + " must be from 1 to " + HIGHEST_PORT + ".");
        }
        return port;
    }

    private Optional<HubSource> weights() {
        String source = Optional.ofNullable(overrides.source()).orElse(chosen.source());
        Optional<String> problem = HubSource.problem(source);
        problem.ifPresent(problems::add);
        return problem.isPresent() ? Optional.empty() : Optional.of(HubSource.parse(source));
    }

    /** The choice's own fit, judged again where the user grants the engine another share of the memory. */
    private Fit fit(Arguments arguments, Optional<HubSource> weights) {
        EngineLimits limits = backend.limits(arguments, defaults);
        OptionalLong known = weights.filter(this::isChosenRepository).isPresent()
                ? chosen.fit().weightsBytes()
                : OptionalLong.empty();
        Fit fit = FitCalculator.fit(known, chosen.model(), chosen.gpu(), limits);
        if (problems.isEmpty() && chosen.fit().fits() && !fit.fits()) {
            problems.add("args: with a memory utilisation of " + limits.utilization() + " it does not fit. "
                    + FitWords.tooLittle(fit, chosen.gpu().name()));
        }
        return fit;
    }

    /** Another revision weighs the same, near enough; another repository may hold anything. */
    private boolean isChosenRepository(HubSource weights) {
        return overrides.source() == null
                || weights.repository().equals(HubSource.parse(chosen.source()).repository());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(backend.environment());
        environment.putAll(chosen.configuration().env());
        environment.keySet().removeAll(release.removedEnvironment());
        return environment;
    }
}
