package com.amd.aim.operator.plan;

import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.selection.Candidate;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Verdict;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.AIMServiceStatus.CandidateStatus;
import com.amd.aim.operator.api.AIMServiceStatus.FitStatus;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status says of a choice. */
public final class SelectionReport {
    private static final int MOST_CANDIDATES = 20;
    private static final long GIB = 1L << 30;

    private SelectionReport() {}

    /**
     * The choice with what was considered for it. For a choice that is merely kept, the candidates are those of the day it was made,
     * which the status still has.
     *
     * @param source where the weights come from, which the spec may have changed
     */
    static SelectionStatus of(Choosing.Settled settled, String source, @Nullable AIMServiceStatus status) {
        Chosen chosen = settled.chosen();
        return of(
                chosen,
                source,
                settled.candidates().isEmpty() ? earlier(status, chosen) : candidates(settled.candidates()));
    }

    /** The choice alone, without what was considered. */
    public static SelectionStatus of(Chosen chosen) {
        return of(chosen, chosen.source(), null);
    }

    private static SelectionStatus of(Chosen chosen, String source, @Nullable List<CandidateStatus> candidates) {
        return new SelectionStatus(
                chosen.recipe().name(),
                chosen.configuration().backend(),
                chosen.gpu().name(),
                chosen.gpuCount(),
                gpus(chosen),
                chosen.precision().word(),
                source,
                fit(chosen.fit()),
                candidates);
    }

    /** Nothing was chosen, and why not. */
    static Optional<SelectionStatus> of(List<Candidate> rejected) {
        List<CandidateStatus> candidates = candidates(rejected);
        return candidates == null
                ? Optional.empty()
                : Optional.of(new SelectionStatus(null, null, null, null, null, null, null, null, candidates));
    }

    private static @Nullable List<CandidateStatus> earlier(@Nullable AIMServiceStatus status, Chosen chosen) {
        return Optional.ofNullable(status)
                .map(AIMServiceStatus::selection)
                .filter(before -> chosen.recipe().name().equals(before.recipe()))
                .filter(before -> chosen.configuration().backend().equals(before.backend()))
                .filter(before -> gpus(chosen).equals(before.gpus()))
                .map(SelectionStatus::candidates)
                .orElse(null);
    }

    private static String gpus(Chosen chosen) {
        return chosen.gpus().shortText();
    }

    private static @Nullable List<CandidateStatus> candidates(List<Candidate> candidates) {
        return candidates.isEmpty()
                ? null
                : candidates.stream()
                        .limit(MOST_CANDIDATES)
                        .map(SelectionReport::candidate)
                        .toList();
    }

    /** What the status says of a candidate. */
    public static CandidateStatus candidate(Candidate candidate) {
        return new CandidateStatus(
                candidate.recipe(),
                candidate.backend(),
                candidate.hardware(),
                candidate.gpuCount(),
                candidate.precision().word(),
                verdict(candidate.verdict()),
                candidate.verdict().reason());
    }

    /** The word for a verdict. */
    public static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Picked _ -> CandidateStatus.CHOSEN;
            case Verdict.Fits _ -> "Fits";
            case Verdict.Rejected _ -> "Rejected";
        };
    }

    private static FitStatus fit(Fit fit) {
        return new FitStatus(
                fit.weightsBytes().isPresent() ? gibibytes(fit.weightsBytes().getAsLong()) : null,
                gibibytes(fit.capacityBytes()),
                fit.kvCacheBytes().isPresent() ? gibibytes(fit.kvCacheBytes().getAsLong()) : null,
                fit.maxContext().isPresent() ? fit.maxContext().getAsLong() : null);
    }

    private static String gibibytes(long bytes) {
        return Math.round((double) bytes / GIB) + "Gi";
    }
}
