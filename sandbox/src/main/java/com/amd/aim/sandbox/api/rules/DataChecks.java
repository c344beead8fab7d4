package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.Names;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What config maps and secrets must be. */
final class DataChecks {

    private static final int LIMIT = 1024 * 1024;

    private DataChecks() {}

    static void configMap(ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        int size =
                keys(object.path("data"), "data", problems) + keys(object.path("binaryData"), "binaryData", problems);
        if (size > LIMIT) {
            problems.tooLong("", LIMIT);
        }
        object.path("data").fieldNames().forEachRemaining(key -> {
            if (object.path("binaryData").has(key)) {
                problems.invalid("data[" + key + "]", key, "duplicate of key present in binaryData");
            }
        });
        sealed(object, old, "data", problems);
    }

    static void secret(ObjectNode object, @Nullable ObjectNode old, Problems problems) {
        if (keys(object.path("data"), "data", problems) > LIMIT * 4 / 3) {
            problems.tooLong("data", LIMIT);
        }
        if (old != null) {
            problems.immutable("type", object.path("type"), old.path("type"));
        }
        sealed(object, old, "data", problems);
    }

    private static int keys(JsonNode data, String field, Problems problems) {
        int size = 0;
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            Names.CONFIG_KEY
                    .problem(entry.getKey())
                    .ifPresent(text -> problems.invalid(field + "[" + entry.getKey() + "]", entry.getKey(), text));
            size += entry.getValue().asText().length();
        }
        return size;
    }

    /** What was marked immutable stays so, with its data. */
    private static void sealed(ObjectNode object, @Nullable ObjectNode old, String field, Problems problems) {
        if (old == null || !old.path("immutable").asBoolean()) {
            return;
        }
        if (!object.path("immutable").asBoolean()) {
            problems.forbidden("immutable", "field is immutable when `immutable` is set");
        }
        if (!object.path(field).equals(old.path(field))) {
            problems.forbidden(field, "field is immutable when `immutable` is set");
        }
    }
}
