package com.amd.aim.engine.selection;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What selection tests are made of: the built-in catalogue, recipes by a few words, inventories by {@code 2xMI300X:8}. */
final class Recipes {
    static final Catalog CATALOG = Catalog.builtIn();
    static final String QWEN_32B = "Qwen/Qwen3-32B";
    static final String QWEN_8B = "Qwen/Qwen3-8B";
    static final String DEEPSEEK = "deepseek-ai/DeepSeek-R1-0528";

    private Recipes() {}

    static Recipe recipe(
            String name, String model, String hardware, Precision precision, Readiness readiness, int... counts) {
        List<Configuration> configurations = new ArrayList<>();
        for (int count : counts) {
            configurations.add(configuration("vllm", count, true, null));
        }
        return new Recipe(name, model, hardware, precision, readiness, null, configurations, Origin.NAMESPACE);
    }

    static Configuration configuration(String backend, int count, boolean enabled, @Nullable Double tokensPerSecond) {
        return new Configuration(
                backend + "-" + count,
                backend,
                count,
                1,
                enabled,
                null,
                Arguments.NONE,
                Map.of(),
                tokensPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(tokensPerSecond));
    }

    static Recipe with(Recipe recipe, Configuration... configurations) {
        return new Recipe(
                recipe.name(),
                recipe.modelId(),
                recipe.hardware(),
                recipe.precision(),
                recipe.readiness(),
                recipe.weights(),
                List.of(configurations),
                recipe.origin());
    }

    static Recipe with(Recipe recipe, Weights weights) {
        return new Recipe(
                recipe.name(),
                recipe.modelId(),
                recipe.hardware(),
                recipe.precision(),
                recipe.readiness(),
                weights,
                recipe.configurations(),
                recipe.origin());
    }

    static Recipe with(Recipe recipe, Origin origin) {
        return new Recipe(
                recipe.name(),
                recipe.modelId(),
                recipe.hardware(),
                recipe.precision(),
                recipe.readiness(),
                recipe.weights(),
                recipe.configurations(),
                origin);
    }

    /** {@code 2xMI300X:8,1xMI325X:4/0}: nodes, kind, GPUs of each, and after a slash how many of them are free. */
    static Inventory nodes(String text) {
        List<NodeGpus> nodes = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] words = part.split("[x:/]", 4);
            OptionalInt free = words.length > 3 ? OptionalInt.of(Integer.parseInt(words[3])) : OptionalInt.empty();
            for (int i = 0; i < Integer.parseInt(words[0]); i++) {
                nodes.add(new NodeGpus(
                        "node-" + nodes.size(), words[1], "amd.com/gpu", Integer.parseInt(words[2]), free));
            }
        }
        return Inventory.of(nodes);
    }
}
