package com.amd.aim.kube.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What came out of checking a value: its faults, each once, and how many checks were passed. The API server counts
 * checks to pick the alternative of an {@code anyOf} whose faults it reports: the one that went furthest.
 */
final class Outcome {

    private final Set<FieldError> faults = new LinkedHashSet<>();
    private int passed;

    static Outcome of(FieldError fault) {
        return new Outcome().add(fault);
    }

    Outcome add(FieldError fault) {
        faults.add(fault);
        return this;
    }

    Outcome merge(Outcome other) {
        faults.addAll(other.faults);
        passed += other.passed;
        return this;
    }

    Outcome count() {
        passed++;
        return this;
    }

    int passed() {
        return passed;
    }

    boolean valid() {
        return faults.isEmpty();
    }

    List<FieldError> faults() {
        return new ArrayList<>(faults);
    }

    /** {@return the same count without the faults: they were there before and are tolerated} */
    Outcome tolerated() {
        Outcome without = new Outcome();
        without.passed = passed;
        return without;
    }
}
