package com.amd.aim.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which extensions that others build on are there. AIM Engine needs none of them, so none is missed. */
final class OptionalCheck implements Check {
    private static final String SUBJECT = "Extensions";
    private static final Map<String, String> KNOWN = new TreeMap<>(Map.of(
            "gateway.networking.k8s.io", "Gateway API",
            "leaderworkerset.x-k8s.io", "LeaderWorkerSet",
            "monitoring.coreos.com", "Prometheus Operator",
            "serving.kserve.io", "KServe"));

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.groups()) {
            case Seen.Hidden<Set<String>>(String why) ->
                List.of(Finding.warning(
                        SUBJECT, "Not checked, since the API groups cannot be listed: " + why, "kubectl api-versions"));
            case Seen.Known<Set<String>>(Set<String> groups) ->
                List.of(Finding.ok(
                        SUBJECT,
                        "Installed: %s; not installed, and not needed: %s."
                                .formatted(names(groups, true), names(groups, false))));
        };
    }

    private static String names(Set<String> groups, boolean there) {
        String names = KNOWN.entrySet().stream()
                .filter(known -> groups.contains(known.getKey()) == there)
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "none" : names;
    }
}
