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
 * @param gpuCount GPUs of one replica, over all its nodes
 * @param maxNodes over how many nodes one replica may stretch; absent: over as many as a written recipe says, else one
 * @param precision the format to compute in
 * @param backend {@code vllm}
 * @param optimizeFor what decides among configurations of equal standing
 */
public record Request(
        String modelId,
        @Nullable String recipe,
        @Nullable String hardware,
        @Nullable Integer gpuCount,
        @Nullable Integer maxNodes,
        @Nullable Precision precision,
        @Nullable String backend,
        @Nullable Objective optimizeFor) {
    /** What can be pinned. */
    public enum Pin {
        RECIPE("recipe"),
        HARDWARE("hardware"),
        GPU_COUNT("gpuCount"),
        PRECISION("precision"),
        BACKEND("backend");

        private final String field;

        Pin(String field) {
            this.field = field;
        }

        /** As the API calls it. */
        public String field() {
            return field;
        }
    }

    /** With the recipes' own order and their own number of nodes. */
    public Request(
            String modelId,
            @Nullable String recipe,
            @Nullable String hardware,
            @Nullable Integer gpuCount,
            @Nullable Precision precision,
            @Nullable String backend) {
        this(modelId, recipe, hardware, gpuCount, null, precision, backend, null);
    }

    /** Only a model: everything else is found out. */
    public static Request of(String modelId) {
        return new Request(modelId, null, null, null, null, null);
    }

    /** What a pin holds; null where it is not given. */
    public @Nullable Object value(Pin pin) {
        return switch (pin) {
            case RECIPE -> recipe;
            case HARDWARE -> hardware;
            case GPU_COUNT -> gpuCount;
            case PRECISION -> precision;
            case BACKEND -> backend;
        };
    }

    /** The same with one pin given up. */
    public Request without(Pin pin) {
        return new Request(
                modelId,
                pin == Pin.RECIPE ? null : recipe,
                pin == Pin.HARDWARE ? null : hardware,
                pin == Pin.GPU_COUNT ? null : gpuCount,
                maxNodes,
                pin == Pin.PRECISION ? null : precision,
                pin == Pin.BACKEND ? null : backend,
                optimizeFor);
    }

    /** The same over so many nodes at most. */
    public Request withMaxNodes(int nodes) {
        return new Request(modelId, recipe, hardware, gpuCount, nodes, precision, backend, optimizeFor);
    }
}
