package com.amd.aim.engine.model;

import java.util.OptionalInt;

/**
 * A model's dimensions, as its {@code config.json} has them; empty: not known, or not there.
 *
 * @param layers decoder layers
 * @param hiddenSize elements of a token between layers
 * @param attentionHeads query heads; tensor parallelism must divide them
 * @param kvHeads key-value heads; absent where the attention has none to divide (MLA)
 * @param headSize elements of one key or value head
 * @param latentSize elements that latent attention (MLA) keeps per token and layer, whole on every GPU
 * @param fullAttentionLayers where other layers keep no growing cache (linear attention): how many do
 * @param slidingLayers how many layers look back {@code slidingWindow} tokens only
 * @param slidingWindow tokens
 * @param slidingKvHeads key-value heads of these layers, where they are not {@code kvHeads}
 * @param expertSize elements of one expert's intermediate layer; blocks of quantisation must divide it
 */
public record Shape(
        OptionalInt layers,
        OptionalInt hiddenSize,
        OptionalInt attentionHeads,
        OptionalInt kvHeads,
        OptionalInt headSize,
        OptionalInt latentSize,
        OptionalInt fullAttentionLayers,
        OptionalInt slidingLayers,
        OptionalInt slidingWindow,
        OptionalInt slidingKvHeads,
        OptionalInt expertSize) {}
