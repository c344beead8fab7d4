package com.amd.aim.engine.selection;

import com.amd.aim.engine.selection.Verdict.Cause;
import java.util.Comparator;
import java.util.Optional;

/** An option after it was judged; no rejection: it fits. */
record Judged(Option option, Optional<Verdict.Rejected> rejection) {
    boolean fits() {
        return rejection.isEmpty();
    }

    /** What fits, best first; then what does not, the nearer to fitting the earlier: of too many GPUs the fewest. */
    static Comparator<Judged> bestFirst(Ranking ranking) {
        return Comparator.comparing((Judged one) -> !one.fits())
                .thenComparing(
                        one -> one.rejection().map(Verdict.Rejected::cause).orElse(Cause.TOO_FEW_GPUS))
                .thenComparingInt(one -> one.lacksGpus() ? one.option().gpuCount() : 0)
                .thenComparing(Judged::option, ranking.order());
    }

    private boolean lacksGpus() {
        return rejection
                .filter(rejected -> rejected.cause() == Cause.TOO_FEW_GPUS)
                .isPresent();
    }
}
