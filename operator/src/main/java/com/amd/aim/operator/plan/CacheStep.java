package com.amd.aim.operator.plan;

import java.util.Arrays;
import java.util.Optional;

/** What a Job of a cache does. */
public enum CacheStep {
    /** Asks the hub for commit, bytes and files. */
    PLAN("plan", "plan"),
    /** Fetches and verifies the files. */
    DOWNLOAD("download", "dl");

    private final String word;
    private final String inNames;

    CacheStep(String word, String inNames) {
        this.word = word;
        this.inNames = inNames;
    }

    /** The value of the step's label. */
    public String word() {
        return word;
    }

    /** How Jobs' names carry it. */
    public String inNames() {
        return inNames;
    }

    /** The step with this word. */
    public static Optional<CacheStep> parse(String word) {
        return Arrays.stream(values()).filter(step -> step.word.equals(word)).findFirst();
    }
}
