package com.amd.aim.sandbox.api.store;

import java.util.List;

/** What outlives a store: each write is noted here before anybody sees it. */
public interface Journal {

    /** Remembers nothing. */
    static Journal none() {
        return new NoJournal();
    }

    /**
     * What was noted before.
     *
     * @param version the number of the last write; 0 when there was none
     */
    record Contents(long version, List<Stored> objects) {

        public Contents {
            objects = List.copyOf(objects);
        }
    }

    /** What the store begins with. */
    Contents contents();

    /**
     * Takes note of a write, which is not done when this fails. Called by one thread at a time.
     *
     * @throws com.amd.aim.sandbox.api.model.ApiFailure when it cannot be kept
     */
    void note(Change change);
}
