package com.amd.aim.engine.selection;

import java.util.List;

/** The answer to a request: one choice, or why there is none. Both explain every candidate. */
public sealed interface Selection permits Chosen, NothingFits {
    /** Every candidate with its verdict, best first. */
    List<Candidate> candidates();
}
