package com.amd.aim.engine.fit;

import com.amd.aim.engine.model.Shape;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the keys and values of a request take on one GPU.
 *
 * <pre>
 * per layer and token = 2 × ⌈KV heads / tensor⌉ × head size × element bytes     grouped-query attention
 *                     = latent size × element bytes                             MLA: whole on every GPU
 * request of n tokens = full layers × per layer × n + sliding layers × per layer × min(n, window)
 * </pre>
 *
 * <p>Where tensor parallelism exceeds the KV heads, each GPU holds a copy of one head. Layers of linear attention keep
 * a state of fixed size, which counts among the activations. Sources: vLLM's {@code kv_cache_interface}, whose page
 * sizes these are; DeepSeek-V2's paper for MLA.
 *
 * @param bytesPerToken of the layers that keep every token
 * @param slidingBytesPerToken of the layers that keep the last {@code window} tokens
 * @param window tokens
 */
public record KvCache(long bytesPerToken, long slidingBytesPerToken, long window) {
    /** Empty where the shape does not tell. */
    static Optional<KvCache> of(Shape shape, Layout layout, int elementBytes) {
        OptionalInt perLayer = elements(shape, shape.kvHeads(), layout.tensor());
        if (perLayer.isEmpty() || shape.layers().isEmpty()) {
            return Optional.empty();
        }
        int window = shape.slidingWindow().orElse(0);
        int sliding = window > 0 ? shape.slidingLayers().orElse(0) : 0;
        int full = shape.fullAttentionLayers().orElse(shape.layers().getAsInt() - sliding);
        OptionalInt slidingHeads = shape.slidingKvHeads().isPresent() ? shape.slidingKvHeads() : shape.kvHeads();
        int perSlidingLayer = elements(shape, slidingHeads, layout.tensor()).orElse(0);
        return Optional.of(new KvCache(
                (long) Math.ceilDiv(full, layout.pipeline()) * perLayer.getAsInt() * elementBytes,
                (long) Math.ceilDiv(sliding, layout.pipeline()) * perSlidingLayer * elementBytes,
                window));
    }

    private static OptionalInt elements(Shape shape, OptionalInt kvHeads, int tensor) {
        if (shape.latentSize().isPresent()) {
            return shape.latentSize();
        }
        OptionalInt headSize = headSize(shape);
        return kvHeads.isEmpty() || headSize.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(2 * Math.ceilDiv(kvHeads.getAsInt(), tensor) * headSize.getAsInt());
    }

    /** Most models cut the hidden size evenly; those that do not say so. */
    private static OptionalInt headSize(Shape shape) {
        boolean even = shape.headSize().isEmpty()
                && shape.hiddenSize().isPresent()
                && shape.attentionHeads().isPresent();
        return even
                ? OptionalInt.of(
                        shape.hiddenSize().getAsInt() / shape.attentionHeads().getAsInt())
                : shape.headSize();
    }

    /** Bytes of a request that is so many tokens long. */
    public long bytes(long tokens) {
        return bytesPerToken * tokens + slidingBytesPerToken * Math.min(tokens, window);
    }

    /** The longest request that so many bytes hold. */
    public long tokens(long bytes) {
        if (bytes <= 0) {
            return 0;
        }
        long all = bytesPerToken + slidingBytesPerToken;
        if (all == 0) {
            return Long.MAX_VALUE;
        }
        long beyondWindow = bytes - slidingBytesPerToken * window;
        if (bytes / all <= window || slidingBytesPerToken == 0) {
            return bytes / all;
        }
        return bytesPerToken == 0 ? Long.MAX_VALUE : beyondWindow / bytesPerToken;
    }
}
