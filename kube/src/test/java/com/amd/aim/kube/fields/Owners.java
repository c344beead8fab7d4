package com.amd.aim.kube.fields;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Reads an object the way the tables show it: its content, and a line for each manager. */
final class Owners {

    private Owners() {}

    /** {@return a line for each entry of managedFields} */
    static List<String> of(ObjectNode object) {
        return object.at("/metadata/managedFields")
                .valueStream()
                .map(Owners::line)
                .toList();
    }

    private static String line(JsonNode entry) {
        String subresource = entry.path("subresource").asText();
        return entry.path("manager").asText() + " " + entry.path("operation").asText() + " "
                + entry.path("apiVersion").asText() + (subresource.isEmpty() ? "" : " on " + subresource) + ": "
                + GoText.json(entry.path("fieldsV1"));
    }

    /**
     * {@return the content without what every object of the kind has, as far as it is not wanted} The server stores
     * {@code status: {}} and the like, which no table need repeat.
     */
    static JsonNode besides(JsonNode content, JsonNode empty, JsonNode wanted) {
        for (Map.Entry<String, JsonNode> field : empty.properties()) {
            JsonNode value = content.get(field.getKey());
            if (value != null && wanted.has(field.getKey())) {
                besides(value, field.getValue(), wanted.get(field.getKey()));
            } else if (field.getValue().equals(value)) {
                ((ObjectNode) content).remove(field.getKey());
            }
        }
        return content;
    }

    /** {@return the object without version, kind and managedFields, and without metadata where nothing is left of it} */
    static ObjectNode content(ObjectNode object) {
        ObjectNode content = object.deepCopy();
        content.remove(List.of("apiVersion", "kind"));
        if (content.get("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
            if (metadata.isEmpty()) {
                content.remove("metadata");
            }
        }
        return content;
    }
}
