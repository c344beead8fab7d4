package com.amd.aim.sandbox.api.collect;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What the status of a definition says once it is served. */
final class DefinitionStatus {

    private DefinitionStatus() {}

    /** The definition with the status of one that is served, or going; the same where it says so already. */
    static ObjectNode established(ObjectNode crd) {
        ObjectNode next = crd.deepCopy();
        ObjectNode status = Json.child(next, "status");
        status.set("acceptedNames", crd.path("spec").path("names").deepCopy());
        Set<String> versions = new LinkedHashSet<>();
        Json.items(crd, "status", "storedVersions").forEach(version -> versions.add(version.asText()));
        Json.items(crd, "spec", "versions").stream()
                .filter(version -> version.path("storage").asBoolean())
                .forEach(version -> versions.add(Json.text(version, "name")));
        ArrayNode stored = status.putArray("storedVersions");
        versions.forEach(stored::add);
        ArrayNode conditions =
                status.path("conditions") instanceof ArrayNode given ? given : status.putArray("conditions");
        String created = Json.text(crd, "metadata", "creationTimestamp");
        set(conditions, "NamesAccepted", "NoConflicts", "no conflicts found", created);
        set(conditions, "Established", "InitialNamesAccepted", "the initial names have been accepted", created);
        if (Meta.isBeingDeleted(crd)) {
            String since = Json.text(crd, "metadata", "deletionTimestamp");
            set(
                    conditions,
                    "Terminating",
                    "InstanceDeletionInProgress",
                    "CustomResource deletion is in progress",
                    since);
        }
        return next;
    }

    private static void set(ArrayNode conditions, String type, String reason, String message, String since) {
        for (JsonNode condition : conditions) {
            if (Json.text(condition, "type").equals(type)) {
                return;
            }
        }
        conditions
                .addObject()
                .put("lastTransitionTime", since)
                .put("message", message)
                .put("reason", reason)
                .put("status", "True")
                .put("type", type);
    }
}
