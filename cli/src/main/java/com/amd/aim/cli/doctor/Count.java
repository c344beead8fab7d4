package com.amd.aim.cli.doctor;

import java.util.List;

/** Numbers of things in words. */
final class Count {
    private static final int NAMED = 5;

    private Count() {}

    /** {@code 1 node}, {@code 2 nodes}. */
    static String of(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** The first few names, and how many more there are. */
    static String names(List<String> names) {
        int more = names.size() - NAMED;
        return more <= 0
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + more + " more";
    }
}
