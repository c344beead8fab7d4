package com.amd.aim.engine.selection;

import com.amd.aim.engine.hardware.Precision;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for: a model, and any number of pins. A pin that is given is never changed, not even when something
 * else would fit.
 *
 * @param modelId {@code org/name}
 * @param recipe by name
 * @param hardware in any spelling
 * @param gpuCount GPUs of one replica
 * @param precision the format to compute in
 * @param backend {@code vllm}
 * @param optimizeFor what decides among configurations of equal standing
 */
public record Request(
        String modelId,
        @Nullable String recipe,
        @Nullable String hardware,
        @Nullable Integer gpuCount,
        @Nullable Precision precision,
        @Nullable String backend,
        @Nullable Objective optimizeFor) {
    /** With the recipes' own order. */
    public Request(
            String modelId,
            @Nullable String recipe,
            @Nullable String hardware,
            @Nullable Integer gpuCount,
            @Nullable Precision precision,
            @Nullable String backend) {
        this(modelId, recipe, hardware, gpuCount, precision, backend, null);
    }

    /** Only a model: everything else is found out. */
    public static Request of(String modelId) {
        return new Request(modelId, null, null, null, null, null);
    }
}
