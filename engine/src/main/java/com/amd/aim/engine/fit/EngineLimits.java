package com.amd.aim.engine.fit;

import java.util.OptionalLong;

/**
 * What an engine is told that decides how it fills memory, in words that no engine owns.
 *
 * @param utilization share of each GPU's memory that it may take, 0 to 1
 * @param activationsApart whether that share is for weights and KV cache alone, and activations live in the rest
 * @param layout over the GPUs
 * @param contextTokens the longest request it must serve; empty: it finds out what memory has room for
 * @param batchedTokens tokens of one step
 * @param kvElementBytes bytes of one element of a key or a value: 2, with an fp8 cache 1
 */
public record EngineLimits(
        double utilization,
        boolean activationsApart,
        Layout layout,
        OptionalLong contextTokens,
        long batchedTokens,
        int kvElementBytes) {
    /** What vLLM and SGLang batch at least, where nothing is said: enough to estimate activations by. */
    public static final int USUAL_BATCHED_TOKENS = 8192;

    /** Of a format that is not compressed. */
    public static final int KV_ELEMENT_BYTES = 2;
}
