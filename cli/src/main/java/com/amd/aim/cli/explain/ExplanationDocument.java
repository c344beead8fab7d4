package com.amd.aim.cli.explain;

import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.Selection;
import com.amd.aim.operator.api.AIMServiceStatus.CandidateStatus;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.plan.SelectionReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A selection for programs, in the fields of a service's status.
 *
 * @param chosen absent where nothing fits
 * @param candidates all of them, best first
 */
public record ExplanationDocument(@Nullable SelectionStatus chosen, List<CandidateStatus> candidates) {
    public ExplanationDocument {
        candidates = List.copyOf(candidates);
    }

    /** Puts it in these fields. */
    public static ExplanationDocument of(Selection selection) {
        return new ExplanationDocument(
                selection instanceof Chosen chosen ? SelectionReport.of(chosen) : null,
                selection.candidates().stream().map(SelectionReport::candidate).toList());
    }
}
