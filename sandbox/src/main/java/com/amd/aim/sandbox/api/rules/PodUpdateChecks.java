package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What of a pod may change once it is there. */
final class PodUpdateChecks {

    private static final String RULE = "pod updates may not change fields other than `spec.containers[*].image`,"
            + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
            + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdateChecks() {}

    static void check(JsonNode spec, JsonNode old, Problems problems) {
        if (spec.path("containers").size() != old.path("containers").size()) {
            problems.forbidden("spec.containers", "pod updates may not add or remove containers");
        } else if (!comparable(spec).equals(comparable(old)) || !addsOnly(spec, old)) {
            problems.forbidden("spec", RULE);
        }
    }

    private static JsonNode comparable(JsonNode spec) {
        if (!(spec.deepCopy() instanceof ObjectNode copy)) {
            return spec;
        }
        copy.remove("activeDeadlineSeconds");
        copy.remove("tolerations");
        for (String list : new String[] {"containers", "initContainers"}) {
            for (JsonNode container : copy.path(list)) {
                if (container instanceof ObjectNode entry) {
                    entry.remove("image");
                }
            }
        }
        return copy;
    }

    private static boolean addsOnly(JsonNode spec, JsonNode old) {
        return Json.items(spec, "tolerations").containsAll(Json.items(old, "tolerations"));
    }
}
