package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes out the fields that a schema does not know, and remembers their paths. */
final class Pruning {

    private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

    private final List<String> unknown = new ArrayList<>();

    private Pruning() {}

    /**
     * {@return the pruned copy}
     *
     * @param schema of the value; that of a resource keeps apiVersion, kind and metadata
     */
    static Pruned of(JsonNode value, SchemaNode schema) {
        Pruning pruning = new Pruning();
        JsonNode pruned = pruning.prune(value, schema, "");
        pruning.unknown.sort(null);
        return new Pruned(pruned, List.copyOf(pruning.unknown));
    }

    private JsonNode prune(JsonNode value, @Nullable SchemaNode schema, String path) {
        if (schema != null && schema.preservesUnknown()) {
            return keep(value, schema, path);
        }
        if (value instanceof ObjectNode object) {
            ObjectNode out = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                SchemaNode property = schema == null ? null : schema.property(field.getKey());
                String child = child(path, field.getKey());
                if (schema != null && schema.isEmbedded() && META.contains(field.getKey())) {
                    out.set(field.getKey(), field.getValue());
                } else if (property != null) {
                    out.set(field.getKey(), prune(field.getValue(), property, child));
                } else if (schema != null && (schema.openProperties() || schema.closedProperties())) {
                    out.set(field.getKey(), prune(field.getValue(), null, child));
                } else if (schema == null || !META.contains(field.getKey()) || !path.isEmpty()) {
                    unknown.add(child);
                }
            }
            return out;
        }
        return value instanceof ArrayNode list
                ? items(list, (item, at) -> prune(item, schema == null ? null : schema.items(), at), path)
                : value;
    }

    /** Below {@code x-kubernetes-preserve-unknown-fields} only what lies in known fields is pruned. */
    private JsonNode keep(JsonNode value, @Nullable SchemaNode schema, String path) {
        if (schema == null) {
            return value;
        }
        if (value instanceof ObjectNode object) {
            ObjectNode out = object.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                SchemaNode property = schema.property(field.getKey());
                boolean unjudged = property == null && !schema.openProperties() && !schema.closedProperties();
                boolean kept = unjudged || (schema.isEmbedded() && META.contains(field.getKey()));
                out.set(
                        field.getKey(),
                        kept ? field.getValue() : prune(field.getValue(), property, child(path, field.getKey())));
            }
            return out;
        }
        return value instanceof ArrayNode list
                ? items(list, (item, at) -> keep(item, schema.items(), at), path)
                : value;
    }

    private interface Step {
        JsonNode of(JsonNode item, String path);
    }

    private static ArrayNode items(ArrayNode list, Step step, String path) {
        ArrayNode out = list.arrayNode(list.size());
        for (int i = 0; i < list.size(); i++) {
            out.add(step.of(list.get(i), path + "[" + i + "]"));
        }
        return out;
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
