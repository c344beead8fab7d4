package com.amd.aim.sandbox.api.kinds;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Between the form in which an object is kept and its form in an API version. */
public final class Conversion {

    private static final String EVENTS = "/events";

    /** Fields of a core event and what events.k8s.io calls them. */
    private static final Map<String, String> EVENT_FIELDS = Map.of(
            "involvedObject", "regarding",
            "message", "note",
            "source", "deprecatedSource",
            "firstTimestamp", "deprecatedFirstTimestamp",
            "lastTimestamp", "deprecatedLastTimestamp",
            "count", "deprecatedCount",
            "reportingComponent", "reportingController");

    private Conversion() {}

    /** The object as {@code type}'s version shows it. */
    public static ObjectNode fromStorage(ObjectNode kept, ResourceType type) {
        CustomVersion custom = type.custom();
        if (custom != null) {
            // defaults that came into the schema after the object was kept
            return (ObjectNode) custom.schema().withDefaults(withVersion(kept, type.apiVersion()));
        }
        return type.storage().equals(EVENTS) && !type.group().isEmpty() ? renamed(kept, type, false) : kept;
    }

    /** The object as it is kept; {@code given} is in {@code type}'s version. */
    public static ObjectNode toStorage(ObjectNode given, ResourceType type) {
        CustomVersion custom = type.custom();
        if (custom != null) {
            return withVersion(given, custom.storageApiVersion());
        }
        return type.storage().equals(EVENTS) && !type.group().isEmpty() ? renamed(given, type, true) : given;
    }

    private static ObjectNode withVersion(ObjectNode object, String apiVersion) {
        return Json.text(object, "apiVersion").equals(apiVersion)
                ? object
                : Json.shallow(object).put("apiVersion", apiVersion);
    }

    private static ObjectNode renamed(ObjectNode event, ResourceType type, boolean toCore) {
        ObjectNode result = Json.object();
        for (Map.Entry<String, JsonNode> field : event.properties()) {
            boolean empty =
                    field.getValue().isTextual() && field.getValue().asText().isEmpty();
            if (!empty) {
                result.set(name(field.getKey(), toCore), field.getValue());
            }
        }
        return result.put("apiVersion", toCore ? "v1" : type.apiVersion());
    }

    private static String name(String field, boolean toCore) {
        return EVENT_FIELDS.entrySet().stream()
                .filter(pair -> field.equals(toCore ? pair.getValue() : pair.getKey()))
                .map(pair -> toCore ? pair.getKey() : pair.getValue())
                .findFirst()
                .orElse(field);
    }
}
