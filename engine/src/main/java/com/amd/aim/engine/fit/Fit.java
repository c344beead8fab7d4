package com.amd.aim.engine.fit;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a checkpoint and the requests it serves fill the memory of the GPUs that hold them. All GPUs of a replica are
 * filled alike, so the figures of one tell.
 *
 * @param weightsBytes what the checkpoint weighs; empty: not known, then nothing is judged
 * @param layout over the GPUs
 * @param gpu the figures of one GPU
 * @param kv what requests take on it; empty: not known, then only weights and overhead are judged
 * @param contextTokens the longest request that has to be served
 * @param longestContext the model's own longest context; empty: not known
 */
public record Fit(
        OptionalLong weightsBytes,
        Layout layout,
        PerGpu gpu,
        Optional<KvCache> kv,
        long contextTokens,
        OptionalLong longestContext) {
    /**
     * One GPU's memory.
     *
     * @param memoryBytes all of it
     * @param capacityBytes what the engine may take
     * @param weightsBytes its share of the weights once they are loaded
     * @param overheadBytes runtime, graphs, activations and communication, as far as they count against the capacity
     */
    public record PerGpu(long memoryBytes, long capacityBytes, long weightsBytes, long overheadBytes) {
        /** What is left for the KV cache; below 0 where even the rest does not fit. */
        public long kvCacheBytes() {
            return capacityBytes - weightsBytes - overheadBytes;
        }
    }

    /** What the engine may take of all GPUs together. */
    public long capacityBytes() {
        return gpu.capacityBytes() * layout.gpus();
    }

    /** What is left for the KV cache on all GPUs together; empty where the weights are not known. */
    public OptionalLong kvCacheBytes() {
        return weightsBytes.isEmpty() ? OptionalLong.empty() : OptionalLong.of(gpu.kvCacheBytes() * layout.gpus());
    }

    /** Whether weights and overhead leave anything at all. Weights that are not known are given the benefit of the doubt. */
    public boolean holdsWeights() {
        return weightsBytes.isEmpty() || gpu.kvCacheBytes() > 0;
    }

    /** Whether it starts: an engine refuses to when its KV cache cannot hold one request of the promised length. */
    public boolean fits() {
        return holdsWeights()
                && (weightsBytes.isEmpty() || kv.isEmpty() || kv.get().bytes(contextTokens) <= gpu.kvCacheBytes());
    }

    /** The longest request there is room for, at most the model's own longest; empty where that is not known. */
    public OptionalLong maxContext() {
        if (weightsBytes.isEmpty() || kv.isEmpty()) {
            return OptionalLong.empty();
        }
        long room = kv.get().tokens(gpu.kvCacheBytes());
        return OptionalLong.of(Math.min(room, longestContext.orElse(room)));
    }

    /** How many requests of the promised length are held at once, over all data-parallel ranks; empty: not known. */
    public OptionalLong concurrency() {
        return concurrency(contextTokens);
    }

    /** The same for requests of another length. */
    public OptionalLong concurrency(long tokens) {
        if (weightsBytes.isEmpty() || kv.isEmpty()) {
            return OptionalLong.empty();
        }
        long one = Math.max(1, kv.get().bytes(tokens));
        return OptionalLong.of(Math.max(0, gpu.kvCacheBytes()) / one * layout.data());
    }
}
