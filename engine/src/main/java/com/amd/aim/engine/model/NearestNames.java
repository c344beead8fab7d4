package com.amd.aim.engine.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
public final class NearestNames {
    private NearestNames() {}

    /**
     * The known names nearest to {@code name} by edit distance, regardless of case, nearest first. Names that share
     * next to nothing with it are left out.
     *
     * @param limit how many at most
     */
    public static List<String> of(String name, Collection<String> known, int limit) {
        record Near(String name, int distance) {}
        return known.stream()
                .distinct()
                .map(candidate -> new Near(candidate, distance(name, candidate)))
                .filter(near -> near.distance() * 2
                        <= Math.max(name.length(), near.name().length()))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(limit)
                .map(Near::name)
                .toList();
    }

    /** Levenshtein's: single letters added, removed or replaced. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
