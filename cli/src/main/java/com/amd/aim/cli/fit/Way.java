package com.amd.aim.cli.fit;

import com.amd.aim.engine.backend.ServingDefaults;
import com.amd.aim.engine.fit.BlockSplit;
import com.amd.aim.engine.fit.EngineLimits;
import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.fit.FitCalculator;
import com.amd.aim.engine.fit.FitWords;
import com.amd.aim.engine.fit.HeadSplit;
import com.amd.aim.engine.fit.Layout;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Checkpoint;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.selection.GpuAmount;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One checkpoint of a model on so many GPUs.
 *
 * @param gpus of one replica
 * @param fit how it fills their memory, were it possible at all
 * @param forbidden why it is not whatever the memory, in one sentence
 */
public record Way(Checkpoint checkpoint, GpuAmount gpus, Fit fit, Optional<String> forbidden) {
    /**
     * Works it out, with what an engine is told where no recipe says otherwise.
     *
     * @param context tokens of the longest request; empty: what the hardware's profile says
     */
    static Way of(Model model, Checkpoint checkpoint, Gpu gpu, NodeShare share, OptionalLong context) {
        EngineLimits usual = ServingDefaults.of(
                        Optional.of(model), gpu, checkpoint.precision(), share.gpus(), share.nodes())
                .limits();
        EngineLimits limits = new EngineLimits(
                usual.utilization(),
                usual.activationsApart(),
                usual.layout(),
                context.isPresent() ? context : usual.contextTokens(),
                usual.batchedTokens(),
                usual.kvElementBytes());
        OptionalLong weights = checkpoint.bytes() > 0 ? OptionalLong.of(checkpoint.bytes()) : OptionalLong.empty();
        Fit fit = FitCalculator.fit(weights, Optional.of(model), gpu, limits);
        return new Way(
                checkpoint,
                new GpuAmount(share.gpus(), share.nodes(), gpu.name()),
                fit,
                forbidden(model, checkpoint, gpu, fit.layout()));
    }

    /** Whether it is possible. */
    public boolean fits() {
        return obstacle().isEmpty();
    }

    /** Why it is not, in one sentence. */
    public Optional<String> obstacle() {
        return forbidden.or(
                () -> fit.fits() ? Optional.empty() : Optional.of(FitWords.tooLittle(fit, gpus.hardware())));
    }

    private static Optional<String> forbidden(Model model, Checkpoint checkpoint, Gpu gpu, Layout layout) {
        if (!gpu.computes(checkpoint.precision())) {
            return Optional.of("%s cannot compute %s; it computes %s."
                    .formatted(gpu.name(), checkpoint.precision().word(), gpu.precisionWords()));
        }
        if (!HeadSplit.divides(model, layout.tensor())) {
            return Optional.of(HeadSplit.sentence(model, layout, Math.max(NodeShare.fullNode(gpu), layout.tensor())));
        }
        if (!BlockSplit.divides(model, checkpoint, layout)) {
            return Optional.of(BlockSplit.sentence(model, checkpoint, layout));
        }
        return Optional.empty();
    }
}
