package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Takes out the fields a schema does not know, and remembers their paths. */
final class Pruning {

    /** The fields that every object has. */
    static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

    private final SortedSet<String> unknown = new TreeSet<>();

    private Pruning() {}

    /** Prunes a whole object: what every object has stays, named by the schema or not. */
    static Pruned wholeObject(JsonNode value, Node schema) {
        return prune(value, schema, true);
    }

    /** Prunes a part of an object. */
    static Pruned part(JsonNode value, Node schema) {
        return prune(value, schema, schema.traits().embedded());
    }

    private static Pruned prune(JsonNode value, Node schema, boolean embedded) {
        JsonNode copy = value.deepCopy();
        Pruning pruning = new Pruning();
        pruning.visit(copy, schema, FieldPath.ROOT, embedded, schema.traits().keepsUnknown());
        return new Pruned(copy, List.copyOf(pruning.unknown));
    }

    private void visit(JsonNode value, @Nullable Node schema, FieldPath path, boolean embedded, boolean keeps) {
        if (value instanceof ArrayNode list) {
            Node items = schema == null ? null : schema.shape().items();
            for (int i = 0; i < list.size(); i++) {
                visit(list.get(i), items, path.index(i), embedded(items), keeps || keeps(items));
            }
        }
        if (value instanceof ObjectNode object) {
            for (Iterator<Map.Entry<String, JsonNode>> i = object.properties().iterator(); i.hasNext(); ) {
                Map.Entry<String, JsonNode> entry = i.next();
                boolean ofEveryObject = embedded && META.contains(entry.getKey());
                if (!ofEveryObject && !known(entry, schema, path) && !keeps) {
                    unknown.add(path.child(entry.getKey()).text());
                    i.remove();
                }
            }
        }
    }

    private boolean known(Map.Entry<String, JsonNode> entry, @Nullable Node schema, FieldPath path) {
        if (schema == null || !schema.shape().knows(entry.getKey())) {
            return false;
        }
        Node field = schema.shape().field(entry.getKey());
        visit(entry.getValue(), field, path.child(entry.getKey()), embedded(field), keeps(field));
        return true;
    }

    private static boolean embedded(@Nullable Node schema) {
        return schema != null && schema.traits().embedded();
    }

    private static boolean keeps(@Nullable Node schema) {
        return schema != null && schema.traits().keepsUnknown();
    }
}
