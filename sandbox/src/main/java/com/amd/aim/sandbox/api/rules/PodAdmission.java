package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.amd.aim.sandbox.api.store.Key;
import com.amd.aim.sandbox.api.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the usual admission plug-ins of an API server add to a new pod: its service account, the tolerations of nodes that are briefly away, its
 * priority. No token of the account is mounted: there are none.
 */
final class PodAdmission {

    private static final String DEFAULT_ACCOUNT = "default";

    private PodAdmission() {}

    static void admit(ResourceType type, ObjectNode pod, String namespace, Store store) {
        ObjectNode spec = Json.child(pod, "spec");
        account(type, pod, spec, namespace, store);
        tolerate(spec, "node.kubernetes.io/not-ready");
        tolerate(spec, "node.kubernetes.io/unreachable");
        priority(type, pod, spec);
        ObjectNode status = pod.putObject("status");
        status.put("phase", "Pending").put("qosClass", qosClass(spec));
    }

    private static void account(ResourceType type, ObjectNode pod, ObjectNode spec, String namespace, Store store) {
        if (Json.text(spec, "serviceAccountName").isEmpty()) {
            spec.put("serviceAccountName", DEFAULT_ACCOUNT).put("serviceAccount", DEFAULT_ACCOUNT);
        }
        String name = Json.text(spec, "serviceAccountName");
        // a namespace's own account comes a moment after it, and pods need not wait for that here
        boolean known = name.equals(DEFAULT_ACCOUNT)
                || store.get(new Key("/serviceaccounts", namespace, name)).isPresent();
        if (!known) {
            throw ApiFailure.forbidden(
                    type.group(),
                    type.plural(),
                    Meta.name(pod),
                    "error looking up service account " + namespace + "/" + name + ": serviceaccount \"" + name
                            + "\" not found");
        }
    }

    private static void tolerate(ObjectNode spec, String taint) {
        for (JsonNode toleration : spec.path("tolerations")) {
            String key = Json.text(toleration, "key");
            String effect = Json.text(toleration, "effect");
            if ((key.equals(taint) || key.isEmpty()) && (effect.equals("NoExecute") || effect.isEmpty())) {
                return;
            }
        }
        ArrayNode list = spec.path("tolerations") instanceof ArrayNode given ? given : spec.putArray("tolerations");
        list.addObject()
                .put("key", taint)
                .put("operator", "Exists")
                .put("effect", "NoExecute")
                .put("tolerationSeconds", 300);
    }

    private static void priority(ResourceType type, ObjectNode pod, ObjectNode spec) {
        String named = Json.text(spec, "priorityClassName");
        int priority = switch (named) {
            case "" -> 0;
            case "system-cluster-critical" -> 2_000_000_000;
            case "system-node-critical" -> 2_000_001_000;
            default ->
                throw ApiFailure.forbidden(
                        type.group(),
                        type.plural(),
                        Meta.name(pod),
                        "no PriorityClass with name " + named + " was found");
        };
        spec.put("priority", priority);
        if (!spec.has("preemptionPolicy")) {
            spec.put("preemptionPolicy", "PreemptLowerPriority");
        }
    }

    private static String qosClass(JsonNode spec) {
        boolean any = false;
        boolean all = true;
        for (String list : List.of("containers", "initContainers")) {
            for (JsonNode container : spec.path(list)) {
                JsonNode resources = container.path("resources");
                for (String name : List.of("cpu", "memory")) {
                    JsonNode limit = resources.path("limits").path(name);
                    JsonNode request = resources.path("requests").path(name);
                    any |= !limit.isMissingNode() || !request.isMissingNode();
                    all &= !limit.isMissingNode() && limit.equals(request);
                }
            }
        }
        return !any ? "BestEffort" : all ? "Guaranteed" : "Burstable";
    }
}
