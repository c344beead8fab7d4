package com.amd.aim.engine.fit;

import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;

/**
 * Whether tensor parallelism can cut a mixture's experts between blocks of quantisation: a block shares one scale, so no
 * GPU can hold part of one. Experts that are dealt out whole need no cut. What is not known is not checked.
 */
public final class BlockSplit {
    private BlockSplit() {}

    /** Whether the layout cuts no block. */
    public static boolean divides(Model model, Checkpoint checkpoint, Layout layout) {
        return layout.expert()
                || model.shape().expertSize().isEmpty()
                || checkpoint.blockSize().isEmpty()
                || model.shape().expertSize().getAsInt()
                                % (layout.tensor() * checkpoint.blockSize().getAsInt())
                        == 0;
    }

    /** One sentence on a layout that does. */
    public static String sentence(Model model, Checkpoint checkpoint, Layout layout) {
        return "Tensor parallelism over %d GPUs cuts the %d elements of %s's experts inside blocks of %d (%s); use fewer GPUs or enable-expert-parallel."
                .formatted(
                        layout.tensor(),
                        model.shape().expertSize().orElse(0),
                        model.id(),
                        checkpoint.blockSize().orElse(0),
                        checkpoint.precision().word());
    }
}
