package com.amd.aim.cli.fit;

import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model fits a kind of GPU.
 *
 * @param precision absent: each that it is published in
 * @param gpuCount empty: each that can share its heads out, up to a full node
 * @param context tokens of the longest request; empty: what the hardware's profile says
 */
public record FitQuestion(
        Model model, Gpu gpu, @Nullable Precision precision, OptionalInt gpuCount, OptionalLong context) {
    /** GPUs of a usual node. */
    static final int FULL_NODE = 8;

    /** The answers: by checkpoint as the model lists them, then by count. */
    public List<Way> ways() {
        List<Integer> counts = gpuCount.isPresent() ? List.of(gpuCount.getAsInt()) : HeadSplit.counts(model, FULL_NODE);
        return model.checkpoints().stream()
                .filter(checkpoint -> precision == null || checkpoint.precision() == precision)
                .flatMap(checkpoint -> counts.stream().map(count -> Way.of(model, checkpoint, gpu, count, context)))
                .toList();
    }

    /** The formats that it is published in, as words. */
    public List<String> published() {
        return Stream.of(model)
                .flatMap(known -> known.checkpoints().stream())
                .map(checkpoint -> checkpoint.precision().word())
                .distinct()
                .toList();
    }
}
