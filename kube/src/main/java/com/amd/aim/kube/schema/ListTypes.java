package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds items that stand twice in a list of type {@code set}, and keys that do in one of type {@code map}. */
final class ListTypes {

    private final List<FieldError> faults = new ArrayList<>();

    private ListTypes() {}

    static List<FieldError> check(Node schema, JsonNode value) {
        ListTypes check = new ListTypes();
        check.visit(schema, FieldPath.ROOT, value);
        return check.faults;
    }

    private void visit(@Nullable Node schema, FieldPath path, JsonNode value) {
        if (schema == null) {
            return;
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                Node named = schema.shape().properties().get(entry.getKey());
                FieldPath field = named == null ? path.key(entry.getKey()) : path.child(entry.getKey());
                visit(schema.shape().field(entry.getKey()), field, entry.getValue());
            }
        }
        if (value.isArray()) {
            switch (schema.shape().listType()) {
                case "set" -> twins(path, items(value));
                case "map" -> map(schema.shape(), path, value);
                default -> {}
            }
            for (int i = 0; i < value.size(); i++) {
                visit(schema.shape().items(), path.index(i), value.get(i));
            }
        }
    }

    private void map(Shape list, FieldPath path, JsonNode value) {
        List<JsonNode> keys = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            JsonNode item = value.get(i);
            if (!item.isObject() && !item.isNull()) {
                faults.add(Faults.invalid(path.index(i), item, "must be an object for an array of list-type map"));
                return;
            }
            ObjectNode key = JsonNodeFactory.instance.objectNode();
            for (String name : list.mapKeys()) {
                if (item.has(name)) {
                    key.set(name, item.get(name));
                }
            }
            keys.add(key);
        }
        twins(path, keys);
    }

    /** Reports the second of equal values, and no further ones. */
    private void twins(FieldPath path, List<JsonNode> values) {
        Map<JsonNode, Integer> seen = new TreeMap<>(JsonValues::compare);
        for (int i = 0; i < values.size(); i++) {
            if (seen.merge(values.get(i), 1, Integer::sum) == 2) {
                faults.add(Faults.duplicate(path.index(i), values.get(i)));
            }
        }
    }

    private static List<JsonNode> items(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }
}
