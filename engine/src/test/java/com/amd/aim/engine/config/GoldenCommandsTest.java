package com.amd.aim.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.HubSource;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import com.amd.aim.engine.selection.Choice;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands of built-in recipes, word for word: of those that were designed, and of one for each kind of argument that
 * published ones have. {@code -Dupdate-golden} rewrites the files; read the diff.
 */
class GoldenCommandsTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final Path GOLDEN =
            Path.of(System.getProperty("aim.root"), "engine/src/test/resources/com/amd/aim/engine/config/commands");

    private static final Set<String> OF_EACH_KIND = Set.of(
            // JSON, and several counts
            "gpt-oss-120b-mi300x-mxfp4",
            // off by --no-…, and a configuration for one GPU that differs
            "mistral-medium-3-5-128b-mi300x-fp8",
            // weights of another repository, JSON in JSON
            "qwen3-vl-235b-a22b-instruct-mi355x-fp8",
            // a length that the engine finds out
            "ministral-3-14b-instruct-2512-mi325x-fp8");

    static Stream<Recipe> recipes() {
        return CATALOG.recipes().stream()
                .filter(recipe -> recipe.source() == null || OF_EACH_KIND.contains(recipe.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recipes")
    @DisplayName("R13 R24 R51 R53 R60 R74 a recipe's commands")
    void commands(Recipe recipe) throws IOException {
        String actual = recipe.configurations().stream()
                .filter(Configuration::enabled)
                .map(configuration -> configuration.name() + ":\n" + lines(generate(recipe, configuration)))
                .collect(Collectors.joining("\n"));
        Path file = GOLDEN.resolve(recipe.name() + ".txt");
        if (System.getProperty("update-golden") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }

    @Test
    @DisplayName("every built-in recipe's every configuration makes a command that serves its weights")
    void every() {
        assertThat(CATALOG.recipes())
                .allSatisfy(recipe -> assertThat(recipe.configurations())
                        .filteredOn(Configuration::enabled)
                        .isNotEmpty()
                        .allSatisfy(configuration -> {
                            String weights = Optional.ofNullable(recipe.weights())
                                    .map(Weights::uri)
                                    .orElse(HubSource.uriOf(recipe.modelId()));
                            boolean vllm = configuration.backend().equals("vllm");
                            assertThat(generate(recipe, configuration).command())
                                    .containsSequence(
                                            vllm ? "serve" : "--model-path",
                                            HubSource.parse(weights).repository())
                                    .containsSequence(
                                            vllm ? "--tensor-parallel-size" : "--tp-size",
                                            String.valueOf(configuration.gpuCount()))
                                    .containsSequence("--served-model-name", recipe.modelId());
                        }));
    }

    private static ServingConfig generate(Recipe recipe, Configuration configuration) {
        Choice choice = new Choice(
                recipe.name(),
                configuration.name(),
                configuration.backend(),
                recipe.hardware(),
                "amd.com/gpu",
                configuration.gpuCount(),
                configuration.nodes(),
                recipe.precision());
        Chosen chosen =
                Selector.restore(choice, recipe.modelId(), CATALOG, List.of()).orElseThrow();
        return (ServingConfig) ConfigGenerator.generate(chosen, Overrides.NONE, CATALOG);
    }

    /** One word of the command per line, and what goes with it. */
    private static String lines(ServingConfig config) {
        return config.command().stream().map(word -> "  " + word + "\n").collect(Collectors.joining()) + "  # "
                + config.resources() + ", start-up " + config.startupBudget() + "\n  # "
                + config.image() + " " + config.env() + "\n";
    }
}
