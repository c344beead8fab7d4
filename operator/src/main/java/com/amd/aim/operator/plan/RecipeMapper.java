package com.amd.aim.operator.plan;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import com.amd.aim.operator.api.AIMRecipe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An AIMRecipe as the engine knows recipes. What is absent in it is the default of the resource's schema. */
public final class RecipeMapper {
    /** The default of {@code spec.readinessLevel}. */
    public static final Readiness DEFAULT_READINESS = Readiness.EXPERIMENTAL;

    /** What an absent {@code spec.configurations[].backend} means. */
    public static final String DEFAULT_BACKEND = "vllm";

    private RecipeMapper() {}

    /**
     * Maps one.
     *
     * @param origin whether it was found in the service's namespace or in the operator's
     */
    public static Recipe map(AIMRecipe recipe, Origin origin) {
        AIMRecipe.Spec spec = recipe.getSpec();
        return new Recipe(
                recipe.getMetadata().getName(),
                spec.modelId(),
                spec.hardware(),
                Precision.parse(spec.precision().name()).orElseThrow(),
                readiness(spec.readinessLevel()),
                weights(spec.weights()),
                spec.configurations().stream().map(RecipeMapper::configuration).toList(),
                origin);
    }

    private static Readiness readiness(AIMRecipe.@Nullable ReadinessLevel level) {
        return level == null ? DEFAULT_READINESS : Readiness.parse(level.name()).orElseThrow();
    }

    private static @Nullable Weights weights(AIMRecipe.@Nullable Weights weights) {
        return weights == null ? null : new Weights(weights.uri(), null);
    }

    private static Configuration configuration(AIMRecipe.Configuration configuration) {
        AIMRecipe.Performance performance = configuration.performance();
        Double speed = performance == null ? null : performance.tokensPerSecond();
        return new Configuration(
                configuration.name(),
                Objects.requireNonNullElse(configuration.backend(), DEFAULT_BACKEND),
                configuration.gpuCount(),
                1,
                Objects.requireNonNullElse(configuration.enabled(), true),
                configuration.image(),
                new Arguments(Optional.ofNullable(configuration.args()).orElse(Map.of())),
                environment(configuration.env()),
                speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed));
    }

    private static Map<String, String> environment(@Nullable List<AIMRecipe.Variable> variables) {
        return variables == null
                ? Map.of()
                : variables.stream().collect(Collectors.toMap(AIMRecipe.Variable::name, AIMRecipe.Variable::value));
    }
}
