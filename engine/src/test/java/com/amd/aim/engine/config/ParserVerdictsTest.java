package com.amd.aim.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Choice;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the engines' own parsers say to every command that the catalogue can produce: of each configuration of each
 * recipe, and of a generated recipe for each model. The verdicts are recorded; {@code -Dengine-parsers=DIRECTORY} has
 * the parsers judge anew, and keeps their environments there (docs/testing.md).
 */
class ParserVerdictsTest {
    private static final Catalog CATALOG = Catalog.builtIn();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROOT = Path.of(System.getProperty("aim.root"));
    private static final Path RECORDED = ROOT.resolve("engine/src/test/resources/com/amd/aim/engine/config/verdicts");

    /** Where the words begin that are the parser's to read. */
    private static final Map<String, Integer> PROGRAM_WORDS = Map.of("vllm", 2, "sglang", 3);

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"vllm", "sglang"})
    @DisplayName("R53 R74 R148 the engine's own parser accepts every command that the catalogue can produce")
    void accepted(String backend, @TempDir Path directory) throws Exception {
        EngineRelease release = CATALOG.engine(backend).orElseThrow();
        Path file = RECORDED.resolve(backend + "-" + release.version() + ".txt");
        List<String> commands = commands(backend);
        String environments = System.getProperty("engine-parsers");
        if (environments != null) {
            Files.createDirectories(RECORDED);
            Files.write(file, judged(release, commands, environments, directory));
        }
        Map<String, String> verdicts = recorded(file);
        assertThat(verdicts.keySet())
                .as("commands without a verdict, or that no longer are: run with -Dengine-parsers=DIRECTORY")
                .containsExactlyElementsOf(commands);
        assertThat(verdicts.values()).containsOnly("accepted");
    }

    private static List<String> commands(String backend) {
        return Stream.concat(written(backend), generated(backend))
                .map(config -> config.command()
                        .subList(
                                PROGRAM_WORDS.getOrDefault(backend, 0),
                                config.command().size()))
                .map(ParserVerdictsTest::json)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<ServingConfig> written(String backend) {
        return CATALOG.recipes().stream()
                .flatMap(recipe -> recipe.configurations().stream()
                        .filter(Configuration::enabled)
                        .filter(configuration -> configuration.backend().equals(backend))
                        .map(configuration -> config(recipe, configuration)));
    }

    private static ServingConfig config(Recipe recipe, Configuration configuration) {
        Choice choice = new Choice(
                recipe.name(),
                configuration.name(),
                configuration.backend(),
                recipe.hardware(),
                "amd.com/gpu",
                configuration.gpuCount(),
                configuration.nodes(),
                recipe.precision());
        return config(
                Selector.restore(choice, recipe.modelId(), CATALOG, List.of()).orElseThrow());
    }

    /** On the GPU that computes every format, as if nobody had written a recipe. */
    private static Stream<ServingConfig> generated(String backend) {
        Catalog withoutRecipes = new Catalog(CATALOG.gpus(), CATALOG.models(), List.of(), CATALOG.engines(), List.of());
        Inventory inventory =
                Inventory.of(List.of(new NodeGpus("node", "MI355X", "amd.com/gpu", 8, OptionalInt.empty())));
        return CATALOG.models().all().stream()
                .map(Model::id)
                .map(model -> new Request(model, null, null, null, null, backend))
                .map(request -> Selector.select(request, inventory, withoutRecipes, List.of()))
                .flatMap(selection ->
                        selection instanceof Chosen chosen ? Stream.of(config(chosen)) : Stream.<ServingConfig>empty());
    }

    private static ServingConfig config(Chosen chosen) {
        return (ServingConfig) ConfigGenerator.generate(chosen, Overrides.NONE, CATALOG);
    }

    private static String json(List<String> words) {
        try {
            return JSON.writeValueAsString(words);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> judged(
            EngineRelease release, List<String> commands, String environments, Path directory) throws Exception {
        Path input = Files.write(directory.resolve("commands"), commands);
        Path output = directory.resolve("verdicts");
        Process process = new ProcessBuilder(
                        "python3",
                        ROOT.resolve("tools/engine-arguments/run.py").toString(),
                        "judge",
                        release.backend(),
                        release.version(),
                        "--environments",
                        environments)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.waitFor()).isZero();
        List<String> verdicts = Files.readAllLines(output);
        assertThat(verdicts).hasSameSizeAs(commands);
        return Stream.iterate(0, i -> i < commands.size(), i -> i + 1)
                .map(i -> verdicts.get(i) + "\t" + commands.get(i))
                .toList();
    }

    private static Map<String, String> recorded(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(
                        line -> line[1], line -> line[0], (one, other) -> one + "; " + other, TreeMap::new));
    }
}
