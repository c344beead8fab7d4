package com.amd.aim.engine.config;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.engine.selection.NodeGpus;
import com.amd.aim.engine.selection.Request;
import com.amd.aim.engine.selection.Selector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** Choices and configurations for tests, from the built-in catalogue or a recipe of one's own. */
final class Configs {
    static final Catalog CATALOG = Catalog.builtIn();
    private static final ObjectMapper JSON = new ObjectMapper();

    private Configs() {}

    static Chosen chosen(String model, String hardware) {
        return choose(model, hardware, List.of());
    }

    static Chosen own(String model, int gpuCount, String args) {
        return own(model, gpuCount, Precision.BF16, null, args);
    }

    /** Chosen by a recipe of one's own with these arguments. */
    static Chosen own(String model, int gpuCount, Precision precision, @Nullable String image, String args) {
        return own(model, "vllm", gpuCount, 1, precision, image, args);
    }

    /** The same of another engine, over several nodes. */
    static Chosen overNodes(String model, String backend, int gpuCount, int nodes, String args) {
        return own(model, backend, gpuCount, nodes, Precision.BF16, null, args);
    }

    private static Chosen own(
            String model,
            String backend,
            int gpuCount,
            int nodes,
            Precision precision,
            @Nullable String image,
            String args) {
        Configuration configuration = new Configuration(
                backend + "-" + gpuCount,
                backend,
                gpuCount,
                nodes,
                true,
                image,
                args(args),
                Map.of("MINE", "1", "VLLM_USE_V1", "1"),
                OptionalDouble.empty());
        return choose(
                model,
                "MI300X",
                List.of(new Recipe(
                        "own",
                        model,
                        "MI300X",
                        precision,
                        Readiness.PRODUCTION,
                        null,
                        List.of(configuration),
                        Origin.NAMESPACE)));
    }

    static Chosen choose(String model, String hardware, List<Recipe> recipes) {
        String recipe = recipes.isEmpty() ? null : "own";
        return (Chosen) Selector.select(
                new Request(model, recipe, null, null, null, null),
                Inventory.of(Stream.of("node-1", "node-2")
                        .map(node -> new NodeGpus(node, hardware, "amd.com/gpu", 8, OptionalInt.empty()))
                        .toList()),
                CATALOG,
                recipes);
    }

    static ServingConfig config(Chosen chosen, String args) {
        return (ServingConfig) generate(chosen, args);
    }

    static Generation generate(Chosen chosen, String args) {
        return ConfigGenerator.generate(chosen, new Overrides(args(args), List.of(), null, null, null), CATALOG);
    }

    static Arguments args(String yaml) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<String, Object> read = new Yaml().load(yaml);
        read.forEach((name, value) -> values.put(name, JSON.valueToTree(value)));
        return new Arguments(values);
    }
}
