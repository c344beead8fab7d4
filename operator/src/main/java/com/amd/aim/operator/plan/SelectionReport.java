package com.amd.aim.operator.plan;

import com.amd.aim.engine.fit.Fit;
import com.amd.aim.engine.selection.Candidate;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.AIMServiceStatus.CandidateStatus;
import com.amd.aim.operator.api.AIMServiceStatus.FitStatus;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status says of a choice. */
final class SelectionReport {
    private static final int MOST_CANDIDATES = 20;
    private static final long GIB = 1L << 30;

    private SelectionReport() {}

    /**
     * The choice with what was considered for it. For a choice that is merely kept, the candidates are those of the day it was made,
     * which the status still has.
     */
    static SelectionStatus of(Choosing.Settled settled, @Nullable AIMServiceStatus status) {
        Chosen chosen = settled.chosen();
        SelectionStatus before = status == null ? null : status.selection();
        List<CandidateStatus> candidates = settled.candidates().isEmpty() && speaksOf(before, chosen)
                ? before.candidates()
                : candidates(settled.candidates());
        return new SelectionStatus(
                chosen.recipe().name(),
                chosen.configuration().backend(),
                chosen.gpu().name(),
                chosen.gpuCount(),
                chosen.gpuCount() + "x" + chosen.gpu().name(),
                chosen.precision().word(),
                chosen.source(),
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

    private static boolean speaksOf(@Nullable SelectionStatus status, Chosen chosen) {
        return status != null
                && chosen.recipe().name().equals(status.recipe())
                && chosen.configuration().backend().equals(status.backend())
                && (chosen.gpuCount() + "x" + chosen.gpu().name()).equals(status.gpus());
    }

    private static @Nullable List<CandidateStatus> candidates(List<Candidate> candidates) {
        return candidates.isEmpty()
                ? null
                : candidates.stream()
                        .limit(MOST_CANDIDATES)
                        .map(SelectionReport::candidate)
                        .toList();
    }

    private static CandidateStatus candidate(Candidate candidate) {
        return new CandidateStatus(
                candidate.recipe(),
                candidate.backend(),
                candidate.hardware(),
                candidate.gpuCount(),
                candidate.precision().word(),
                candidate.verdict().word(),
                candidate.verdict().reason());
    }

    private static FitStatus fit(Fit fit) {
        return new FitStatus(
                fit.weightsBytes().isPresent() ? gibibytes(fit.weightsBytes().getAsLong()) : null,
                gibibytes(fit.capacityBytes()),
                fit.freeBytes().isPresent() ? gibibytes(fit.freeBytes().getAsLong()) : null);
    }

    private static String gibibytes(long bytes) {
        return Math.round((double) bytes / GIB) + "Gi";
    }
}
