package com.amd.aim.engine.cache;

import java.util.List;

/** Whether a cache directory holds a model. */
public sealed interface Verification {

    /** Everything that the marker lists is there. */
    record Complete(CompletionMarker marker) implements Verification {
        /** The part that a controller wants to know. */
        public VerifyResult result() {
            Plan plan = marker.plan();
            return new VerifyResult(plan.commit(), plan.bytes(), plan.files().size());
        }
    }

    /** No download came to its end here; the reason is the end of a sentence. */
    record Incomplete(String reason) implements Verification {}

    /** A download was complete once, and what is there now differs; each problem is the end of a sentence. */
    record Damaged(List<String> problems) implements Verification {
        public Damaged {
            problems = List.copyOf(problems);
        }
    }
}
