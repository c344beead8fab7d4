package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in defaults. A null where none is allowed counts as absent; within absent objects nothing is invented, within a
 * default everything is filled in.
 */
final class Defaulting {

    private Defaulting() {}

    /** {@return a copy without the nulls that are neither allowed nor defaulted} */
    static JsonNode withoutNulls(JsonNode value, @Nullable SchemaNode schema) {
        if (value instanceof ObjectNode object) {
            ObjectNode out = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                SchemaNode property = schema == null ? null : schema.property(field.getKey());
                boolean dropped = isForbiddenNull(field.getValue(), property)
                        && property != null
                        && property.defaultValue() == null;
                if (!dropped) {
                    out.set(field.getKey(), withoutNulls(field.getValue(), property));
                }
            }
            return out;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode out = list.arrayNode(list.size());
            list.forEach(item -> out.add(withoutNulls(item, schema == null ? null : schema.items())));
            return out;
        }
        return value;
    }

    /** {@return a copy with defaults} */
    static JsonNode apply(JsonNode value, @Nullable SchemaNode schema) {
        if (schema == null || !value.isContainerNode()) {
            return value;
        }
        if (value instanceof ArrayNode list) {
            ArrayNode out = list.arrayNode(list.size());
            list.forEach(item -> out.add(apply(orDefault(item, schema.items()), schema.items())));
            return out;
        }
        ObjectNode out = ((ObjectNode) value).objectNode();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            SchemaNode property = schema.property(field.getKey());
            out.set(field.getKey(), apply(orDefault(field.getValue(), property), property));
        }
        schema.properties().forEach((name, property) -> {
            if (property.defaultValue() != null && !out.has(name)) {
                out.set(name, apply(property.defaultValue(), property));
            }
        });
        return out;
    }

    private static JsonNode orDefault(JsonNode value, @Nullable SchemaNode schema) {
        JsonNode replacement = schema == null ? null : schema.defaultValue();
        return replacement != null && isForbiddenNull(value, schema) ? replacement : value;
    }

    private static boolean isForbiddenNull(JsonNode value, @Nullable SchemaNode schema) {
        return value.isNull() && schema != null && !schema.nullable();
    }
}
