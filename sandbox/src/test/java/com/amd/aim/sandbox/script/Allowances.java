package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The differences that are allowed, each with its reason; it remembers which of them were seen. */
public final class Allowances {
    private final List<Allowance> all;
    private final Set<Allowance> seen = new HashSet<>();

    /**
     * One of them.
     *
     * @param at as {@link Difference#at}, where {@code *} is any text
     * @param reason a sentence of the sandbox's README
     */
    private record Allowance(String at, String reason) {
        boolean allows(Difference difference) {
            String pattern =
                    Arrays.stream(at.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return difference.at().matches(pattern);
        }
    }

    private Allowances(List<Allowance> all) {
        this.all = all;
    }

    static Allowances of(JsonNode reasons) {
        List<Allowance> all = new ArrayList<>();
        for (JsonNode reason : reasons) {
            reason.required("at")
                    .forEach(at -> all.add(
                            new Allowance(at.asText(), reason.required("reason").asText())));
        }
        return new Allowances(List.copyOf(all));
    }

    /** Those that nothing allows. */
    public List<Difference> refused(List<Difference> differences) {
        return differences.stream().filter(difference -> !allows(difference)).toList();
    }

    private boolean allows(Difference difference) {
        List<Allowance> matching =
                all.stream().filter(allowance -> allowance.allows(difference)).toList();
        seen.addAll(matching);
        return !matching.isEmpty();
    }

    /** Those that allowed nothing so far. */
    public List<String> unseen() {
        return all.stream()
                .filter(allowance -> !seen.contains(allowance))
                .map(Allowance::at)
                .toList();
    }

    /** Every reason once. */
    public List<String> reasons() {
        return all.stream().map(Allowance::reason).distinct().toList();
    }
}
