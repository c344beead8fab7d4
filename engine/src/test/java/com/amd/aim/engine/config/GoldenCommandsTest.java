package com.amd.aim.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Choice;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the built-in recipes, word for word. {@code -Dupdate-golden} rewrites the files; read the diff. */
class GoldenCommandsTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final Path GOLDEN =
            Path.of(System.getProperty("aim.root"), "engine/src/test/resources/com/amd/aim/engine/config/commands");

    static Stream<Recipe> recipes() {
        return CATALOG.recipes().stream();
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

    private static ServingConfig generate(Recipe recipe, Configuration configuration) {
        Choice choice = new Choice(
                recipe.name(),
                configuration.name(),
                configuration.backend(),
                recipe.hardware(),
                "amd.com/gpu",
                configuration.gpuCount(),
                recipe.precision());
        Chosen chosen =
                Selector.restore(choice, recipe.modelId(), CATALOG, List.of()).orElseThrow();
        return (ServingConfig) ConfigGenerator.generate(chosen, Overrides.NONE, CATALOG);
    }

    /** One word of the command per line, and what goes with it. */
    private static String lines(ServingConfig config) {
        return config.command().stream().map(word -> "  " + word + "\n").collect(Collectors.joining()) + "  # "
                + config.resources() + ", start-up " + config.startupBudget() + "\n  # "
                + config.image() + config.env() + "\n";
    }
}
