package com.amd.aim.cli.fit;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.model.Model;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model fits a kind of GPU.
 *
 * @param precision absent: each that it is published in
 * @param gpuCount empty: each that can share its heads out, up to a full node, and so many nodes in full
 * @param maxNodes over how many nodes one replica may stretch; empty: it is on one, however large
 * @param context tokens of the longest request; empty: what the hardware's profile says
 */
public record FitQuestion(
        Model model,
        Gpu gpu,
        @Nullable Precision precision,
        OptionalInt gpuCount,
        OptionalInt maxNodes,
        OptionalLong context) {
    /** More would be proposed to nobody. */
    private static final int MOST_NODES = 8;

    private static final Comparator<Way> SMALLEST = Comparator.comparingInt(
                    (Way way) -> way.gpus().nodes())
            .thenComparingInt(way -> way.gpus().count());

    /** The answers: by checkpoint as the model lists them, then by nodes and count. */
    public List<Way> ways() {
        List<NodeShare> shares = shares().toList();
        return model.checkpoints().stream()
                .filter(checkpoint -> precision == null || checkpoint.precision() == precision)
                .flatMap(checkpoint -> shares.stream().map(share -> Way.of(model, checkpoint, gpu, share, context)))
                .toList();
    }

    private Stream<NodeShare> shares() {
        if (gpuCount.isEmpty()) {
            return NodeShare.all(model, gpu, maxNodes.orElse(1));
        }
        int count = gpuCount.getAsInt();
        return maxNodes.isEmpty() ? Stream.of(new NodeShare(count, 1)) : NodeShare.of(count, gpu, maxNodes.getAsInt());
    }

    /** Why so many GPUs cannot be on so many nodes, in one sentence. */
    public Optional<String> unshared() {
        if (gpuCount.isEmpty() || maxNodes.isEmpty() || shares().findFirst().isPresent()) {
            return Optional.empty();
        }
        int count = gpuCount.getAsInt();
        int nodes = maxNodes.getAsInt();
        int full = NodeShare.fullNode(gpu);
        return Optional.of(
                count > nodes * full
                        ? "--gpu-count %d is more than --max-nodes %d allows: %d, with %d %s on a node."
                                .formatted(count, nodes, nodes * full, full, gpu.name())
                        : "--gpu-count %d cannot be shared out evenly over up to %d nodes with up to %d %s each; the next that can is %d."
                                .formatted(count, nodes, full, gpu.name(), next(count, nodes)));
    }

    private int next(int count, int nodes) {
        return IntStream.rangeClosed(count + 1, nodes * NodeShare.fullNode(gpu))
                .filter(more -> NodeShare.of(more, gpu, nodes).findFirst().isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** Where nothing fits, in one sentence what would, on the fewest nodes; empty where as many as are proposed do not do. */
    public Optional<String> remedy() {
        return new FitQuestion(model, gpu, precision, OptionalInt.empty(), OptionalInt.of(MOST_NODES), context)
                .ways().stream()
                        .filter(Way::fits)
                        .min(SMALLEST)
                        .map(way -> "%s would do, in %s%s."
                                .formatted(
                                        way.gpus().text(),
                                        way.checkpoint().precision().word(),
                                        way.gpus().nodes() > maxNodes.orElse(1)
                                                ? " (--max-nodes " + way.gpus().nodes() + ")"
                                                : ""));
    }

    /** The formats that it is published in, as words. */
    public String published() {
        return model.checkpoints().stream()
                .map(checkpoint -> checkpoint.precision().word())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
