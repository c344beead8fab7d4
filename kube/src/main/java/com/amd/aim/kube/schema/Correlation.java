package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in an updated object together with what stood there before. Errors in parts that did not change are tolerated
 * (ratcheting). For one thread and one validation.
 */
final class Correlation {

    private final JsonNode value;
    private final JsonNode old;
    private final SchemaNode schema;
    private final Map<Object, Correlation> children = new HashMap<>();
    private @Nullable Boolean unchanged;

    Correlation(JsonNode value, JsonNode old, SchemaNode schema) {
        this.value = value;
        this.old = old;
        this.schema = schema;
    }

    JsonNode value() {
        return value;
    }

    /** {@return the place of a field, null when it is new, gone, or not in the schema} */
    @Nullable Correlation field(String name) {
        SchemaNode property = schema.property(name);
        if (property == null || !value.isObject() || !old.isObject() || !value.has(name) || !old.has(name)) {
            return null;
        }
        return children.computeIfAbsent(name, _ -> new Correlation(value.get(name), old.get(name), property));
    }

    /** {@return the place of an item; only items of keyed lists can be found again} */
    @Nullable Correlation item(int index) {
        SchemaNode items = schema.items();
        if (items == null || !value.isArray() || !old.isArray()) {
            return null;
        }
        JsonNode before = counterpart(schema, old, value.get(index));
        return before == null
                ? null
                : children.computeIfAbsent(index, _ -> new Correlation(value.get(index), before, items));
    }

    /** {@return the item of a keyed list with the same keys as another item, null when there is none} */
    static @Nullable JsonNode counterpart(SchemaNode list, @Nullable JsonNode items, JsonNode item) {
        List<String> keys = list.extensions().listMapKeys();
        boolean keyed =
                list.type().equals("array") && list.extensions().listType().equals("map") && !keys.isEmpty();
        if (items == null || !keyed || !item.isObject()) {
            return null;
        }
        for (JsonNode other : items) {
            if (keys.stream().allMatch(key -> sameScalar(item.get(key), other.get(key)))) {
                return other;
            }
        }
        return null;
    }

    private static boolean sameScalar(@Nullable JsonNode left, @Nullable JsonNode right) {
        boolean scalar = left != null && left.isValueNode() && !left.isNull();
        return scalar && JsonValues.equal(left, right);
    }

    /** {@return whether nothing changed here; keyed lists without regard to order} */
    boolean isUnchanged() {
        if (unchanged == null) {
            unchanged = compare();
        }
        return unchanged;
    }

    private boolean compare() {
        if (value.isArray() && old.isArray() && value.size() == old.size()) {
            if (!schema.extensions().listType().equals("map")) {
                return JsonValues.equal(value, old);
            }
            for (int i = 0; i < value.size(); i++) {
                Correlation item = item(i);
                if (item == null || !item.isUnchanged()) {
                    return false;
                }
            }
            return true;
        }
        if (value.isObject() && old.isObject() && value.size() == old.size()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                Correlation child = field(field.getKey());
                if (child == null || !child.isUnchanged()) {
                    return false;
                }
            }
            return true;
        }
        return JsonValues.equal(value, old);
    }
}
