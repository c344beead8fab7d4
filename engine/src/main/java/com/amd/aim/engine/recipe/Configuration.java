package com.amd.aim.engine.recipe;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One engine start of a recipe.
 *
 * @param name unique within the recipe, {@code vllm-4}
 * @param backend {@code vllm}, {@code sglang}
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param nodes over how many nodes one replica stretches, each with the same number of GPUs
 * @param enabled a disabled one is never chosen (R54)
 * @param image server image; absent: the engine release's own
 * @param args engine arguments
 * @param env environment of the engine, sorted by name
 * @param tokensPerSecond stated or measured throughput
 */
public record Configuration(
        String name,
        String backend,
        int gpuCount,
        int nodes,
        boolean enabled,
        @Nullable String image,
        Arguments args,
        Map<String, String> env,
        OptionalDouble tokensPerSecond) {
    /** The most nodes of one replica. */
    public static final int MOST_NODES = 128;

    /** Copies. */
    public Configuration {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    /** GPUs on each of its nodes. */
    public int gpusPerNode() {
        return gpuCount / nodes;
    }
}
