package com.amd.aim.engine.recipe;

import org.jspecify.annotations.Nullable;

/**
 * The checkpoint a recipe serves where that is not the model's own repository.
 *
 * @param uri {@code hf://org/name} or {@code hf://org/name@revision}
 * @param quantization the method's name, {@code quark}; informative, the engine reads it from the checkpoint
 */
public record Weights(String uri, @Nullable String quantization) {}
