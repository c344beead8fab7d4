package com.amd.aim.engine.selection;

import com.amd.aim.engine.selection.Verdict.Cause;
import java.util.Comparator;
import java.util.Optional;

/** An option after it was judged; no rejection: it fits. */
record Judged(Standing standing, Optional<Verdict.Rejected> rejection) {
    /** What fits, best first; then what does not, the nearer to fitting the earlier: of too many GPUs the fewest. */
    static final Comparator<Judged> BEST_FIRST = Comparator.comparing((Judged one) -> !one.fits())
            .thenComparing(Judged::cause)
            .thenComparingInt(one -> one.cause() == Cause.TOO_FEW_GPUS ? one.lacking() : 0)
            .thenComparing(Judged::standing, Ranking.ORDER);

    boolean fits() {
        return rejection.isEmpty();
    }

    Option option() {
        return standing.option();
    }

    /** Why not; the nearest cause there is where it fits. */
    private Cause cause() {
        return rejection.map(Verdict.Rejected::cause).orElse(Cause.TOO_FEW_GPUS);
    }

    private int lacking() {
        return fits() ? 0 : option().gpuCount();
    }
}
