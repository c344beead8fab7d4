package com.amd.aim.engine.selection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What to make the most of, where several configurations of equal standing would do; absent: the recipes' own order. */
public enum Objective {
    /** The fewest GPUs that hold the KV cache of 32 full contexts: more replicas of that serve more than one large one. */
    THROUGHPUT,
    /** As many GPUs as work on one request, up to 8: beyond, talking among themselves costs what they gain. */
    LATENCY,
    /** The least GPU memory, whatever its speed. */
    COST;

    /** As it stands in the API: {@code Throughput}. */
    public String word() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Reads the word in any case. */
    public static Optional<Objective> parse(String text) {
        return Arrays.stream(values())
                .filter(objective -> objective.word().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** The words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Objective::word).toList();
    }
}
