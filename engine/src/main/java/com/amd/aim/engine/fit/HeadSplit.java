package com.amd.aim.engine.fit;

import com.amd.aim.engine.model.Model;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether tensor parallelism can share a model's attention heads out: each GPU gets the same number of query heads; of
 * key-value heads it gets the same number too, or, where there are fewer of them than GPUs, several GPUs hold a copy of
 * one. Heads that are not known are not checked.
 */
public final class HeadSplit {
    private HeadSplit() {}

    /** Whether that many GPUs can share the heads. */
    public static boolean divides(Model model, int gpus) {
        boolean query = model.shape().attentionHeads().isEmpty()
                || model.shape().attentionHeads().getAsInt() % gpus == 0;
        if (!query || model.shape().kvHeads().isEmpty()) {
            return query;
        }
        int heads = model.shape().kvHeads().getAsInt();
        return heads >= gpus ? heads % gpus == 0 : gpus % heads == 0;
    }

    /** The counts up to a limit that can. */
    public static List<Integer> counts(Model model, int limit) {
        return IntStream.rangeClosed(1, limit)
                .filter(gpus -> divides(model, gpus))
                .boxed()
                .toList();
    }

    /** One sentence on a count that cannot, with those that can, up to a limit. */
    public static String sentence(Model model, int gpus, int limit) {
        return sentence("gpuCount " + gpus, model, limit);
    }

    /** The same on a layout, of whose GPUs only some may share each layer. */
    public static String sentence(Model model, Layout layout, int limit) {
        return layout.tensor() == layout.gpus()
                ? sentence(model, layout.gpus(), limit)
                : sentence("The " + layout.tensor() + " GPUs that share each layer", model, limit);
    }

    private static String sentence(String gpus, Model model, int limit) {
        String kv = model.shape().kvHeads().isEmpty()
                ? ""
                : " and " + model.shape().kvHeads().getAsInt() + " key-value heads";
        return gpus + " cannot share out the "
                + model.shape().attentionHeads().orElse(0) + " attention heads" + kv + " of " + model.id()
                + " evenly; possible are "
                + counts(model, limit).stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".";
    }
}
