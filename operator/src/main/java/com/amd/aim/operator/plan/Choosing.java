package com.amd.aim.operator.plan;

import com.amd.aim.engine.selection.Candidate;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.engine.selection.NothingFits;
import java.util.List;
import java.util.Optional;

/** What looking for a recipe came to. */
public sealed interface Choosing {
    /**
     * There is a choice.
     *
     * @param chosen ready to be configured
     * @param key the choice is made again when this changes
     * @param before what is written down of it; absent for a choice that was made just now
     * @param candidates what was considered, when it was made just now
     */
    record Settled(Chosen chosen, String key, Optional<ServiceChoice> before, List<Candidate> candidates)
            implements Choosing {}

    /**
     * The choice that runs rests on a recipe that this operator no longer ships; its servers are left as they are.
     *
     * @param choice what is written down
     */
    record Outlived(ServiceChoice choice) implements Choosing {}

    /** Nothing can be chosen. */
    record Nothing(NothingFits why) implements Choosing {}
}
