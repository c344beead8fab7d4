package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills in defaults. A null that its schema refuses counts as absent: it is dropped, or replaced by the default. In a
 * list it can only be replaced; without a default it stays and fails validation.
 */
final class Defaulting {

    private Defaulting() {}

    static JsonNode apply(JsonNode value, Node schema) {
        JsonNode copy = value.deepCopy();
        dropNulls(copy, schema);
        fill(copy, schema);
        return copy;
    }

    private static void dropNulls(JsonNode value, @Nullable Node schema) {
        if (value instanceof ArrayNode list) {
            list.forEach(item ->
                    dropNulls(item, schema == null ? null : schema.shape().items()));
        }
        if (value instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> i = object.properties().iterator(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                Node field = schema == null ? null : schema.shape().field(entry.getKey());
                if (replaceable(entry.getValue(), field) && defaultOf(field) == null) {
                    i.remove();
                } else {
                    dropNulls(entry.getValue(), field);
                }
            }
        }
    }

    private static void fill(JsonNode value, @Nullable Node schema) {
        if (schema == null) {
            return;
        }
        if (value instanceof ObjectNode object) {
            fillObject(object, schema.shape());
        }
        if (value instanceof ArrayNode list) {
            Node items = schema.shape().items();
            for (int i = 0; i < list.size(); i++) {
                if (replaceable(list.get(i), items)) {
                    list.set(i, copyOfDefault(items));
                }
                fill(list.get(i), items);
            }
        }
    }

    private static void fillObject(ObjectNode object, Shape shape) {
        shape.properties().forEach((name, field) -> {
            JsonNode current = object.get(name);
            if (defaultOf(field) != null && (current == null || replaceable(current, field))) {
                object.set(name, copyOfDefault(field));
            }
        });
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            Node field = shape.field(entry.getKey());
            if (!shape.properties().containsKey(entry.getKey()) && replaceable(entry.getValue(), field)) {
                entry.setValue(copyOfDefault(field));
            }
            fill(entry.getValue(), field);
        }
    }

    private static boolean replaceable(JsonNode value, @Nullable Node schema) {
        return value.isNull() && schema != null && schema.refusesNull();
    }

    private static @Nullable JsonNode defaultOf(@Nullable Node schema) {
        return schema == null ? null : schema.traits().defaultValue();
    }

    private static JsonNode copyOfDefault(@Nullable Node schema) {
        JsonNode value = defaultOf(schema);
        return value == null ? NullNode.getInstance() : value.deepCopy();
    }
}
