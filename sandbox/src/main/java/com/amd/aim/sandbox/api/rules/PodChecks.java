package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the spec of a pod, or of a template of pods, must be. */
final class PodChecks {

    private static final List<String> RESTART_POLICIES = List.of("Always", "OnFailure", "Never");
    private static final List<String> DNS_POLICIES =
            List.of("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");

    private PodChecks() {}

    static void check(JsonNode spec, String field, Problems problems) {
        Set<String> volumes = volumes(spec, field + ".volumes", problems);
        ContainerChecks containers = new ContainerChecks(problems, volumes);
        Set<String> names = new HashSet<>();
        if (spec.path("containers").isEmpty()) {
            problems.required(field + ".containers");
        }
        containers(spec, "containers", field, names, containers, problems);
        containers(spec, "initContainers", field, names, containers, problems);
        problems.oneOf(field + ".restartPolicy", Json.text(spec, "restartPolicy"), RESTART_POLICIES);
        problems.oneOf(field + ".dnsPolicy", Json.text(spec, "dnsPolicy"), DNS_POLICIES);
        MetadataChecks.labels(spec.path("nodeSelector"), field + ".nodeSelector", problems);
        if (Json.number(spec, 1, "activeDeadlineSeconds") < 1) {
            problems.invalid(
                    field + ".activeDeadlineSeconds",
                    spec.path("activeDeadlineSeconds"),
                    "must be between 1 and 2147483647, inclusive");
        }
    }

    private static void containers(
            JsonNode spec, String list, String field, Set<String> names, ContainerChecks checks, Problems problems) {
        int index = 0;
        for (JsonNode container : spec.path(list)) {
            String at = field + "." + list + "[" + index++ + "]";
            name(Json.text(container, "name"), at, names, problems);
            checks.check(container, at);
        }
    }

    private static Set<String> volumes(JsonNode spec, String field, Problems problems) {
        Set<String> names = new HashSet<>();
        int index = 0;
        for (JsonNode volume : spec.path("volumes")) {
            String at = field + "[" + index++ + "]";
            name(Json.text(volume, "name"), at, names, problems);
            if (volume.size() > 2) {
                volume.fieldNames().forEachRemaining(source -> {
                    if (!source.equals("name") && !source.equals(firstSource(volume))) {
                        problems.forbidden(at + "." + source, "may not specify more than 1 volume type");
                    }
                });
            }
            if (volume.has("persistentVolumeClaim")
                    && Json.text(volume, "persistentVolumeClaim", "claimName").isEmpty()) {
                problems.required(at + ".persistentVolumeClaim.claimName");
            }
        }
        return names;
    }

    private static String firstSource(JsonNode volume) {
        for (var entry : volume.properties()) {
            if (!entry.getKey().equals("name")) {
                return entry.getKey();
            }
        }
        return "";
    }

    private static void name(String name, String at, Set<String> names, Problems problems) {
        if (name.isEmpty()) {
            problems.required(at + ".name");
        } else {
            Names.LABEL.problem(name).ifPresent(text -> problems.invalid(at + ".name", name, text));
            if (!names.add(name)) {
                problems.duplicate(at + ".name", name);
            }
        }
    }
}
