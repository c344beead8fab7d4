package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Precision;

/**
 * A choice as it is written down and read back: names only. {@link Selector#restore} makes a {@link Chosen} of it
 * again without choosing anew.
 *
 * @param recipe name
 * @param configuration name within the recipe
 * @param backend the engine
 * @param hardware canonical name of the GPU
 * @param resource what its GPUs are asked for by, {@code amd.com/gpu}
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param nodes over how many nodes one replica stretches
 * @param precision the recipe's
 */
public record Choice(
        String recipe,
        String configuration,
        String backend,
        String hardware,
        String resource,
        int gpuCount,
        int nodes,
        Precision precision) {}
