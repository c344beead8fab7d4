package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Names;
import com.amd.aim.sandbox.api.model.Quantity;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** What containers may ask for: amounts, whole devices, no more than their limits. */
final class ResourceChecks {

    private ResourceChecks() {}

    static void check(JsonNode resources, String field, Problems problems) {
        JsonNode limits = resources.path("limits");
        JsonNode requests = resources.path("requests");
        for (Map.Entry<String, JsonNode> limit : limits.properties()) {
            amount(limit, field + ".limits", problems);
        }
        for (Map.Entry<String, JsonNode> request : requests.properties()) {
            amount(request, field + ".requests", problems);
            withinLimit(request, limits.path(request.getKey()), field, problems);
        }
    }

    private static void amount(Map.Entry<String, JsonNode> entry, String field, Problems problems) {
        String name = entry.getKey();
        String at = field + "[" + name + "]";
        Names.qualifiedProblem(name).ifPresent(text -> problems.invalid(at, name, text));
        Quantity.of(entry.getValue()).ifPresent(quantity -> {
            if (quantity.value().signum() < 0) {
                problems.invalid(at, quantity.canonical(), "must be greater than or equal to 0");
            } else if (isDevice(name) && !quantity.isWhole()) {
                problems.invalid(at, quantity.canonical(), "must be an integer");
            }
        });
    }

    private static void withinLimit(
            Map.Entry<String, JsonNode> request, JsonNode limitNode, String field, Problems problems) {
        String name = request.getKey();
        Optional<Quantity> asked = Quantity.of(request.getValue());
        if (limitNode.isMissingNode()) {
            if (isDevice(name)) {
                problems.required(field + ".limits", "Limit must be set for non overcommitable resources");
            }
            return;
        }
        Optional<Quantity> limit = Quantity.of(limitNode);
        if (asked.isEmpty() || limit.isEmpty()) {
            return;
        }
        int order = asked.get().compareTo(limit.get());
        String given = asked.get().canonical();
        String most = limit.get().canonical();
        if (isDevice(name) && order != 0) {
            problems.invalid(field + ".requests", given, "must be equal to " + name + " limit of " + most);
        } else if (!isDevice(name) && order > 0) {
            problems.invalid(field + ".requests", given, "must be less than or equal to " + name + " limit of " + most);
        }
    }

    /** Extended resources and huge pages cannot be shared or overcommitted. */
    private static boolean isDevice(String name) {
        return name.startsWith("hugepages-") || (name.contains("/") && !name.contains("kubernetes.io/"));
    }
}
