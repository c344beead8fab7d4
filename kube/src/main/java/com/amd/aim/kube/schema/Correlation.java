package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A value and what it was before. What did not change is not held against an update, even where it is invalid.
 *
 * @param schema the schema of both; null where it is not known
 */
record Correlation(JsonNode value, JsonNode old, @Nullable Node schema) {

    /** {@return the field in both; null when one lacks it} */
    @Nullable Correlation key(String name) {
        JsonNode now = value.get(name);
        JsonNode before = old.get(name);
        Node field = schema == null ? null : schema.shape().field(name);
        return now == null || before == null || field == null ? null : new Correlation(now, before, field);
    }

    /** {@return the item in both, told by the keys of a map list; null in other lists} */
    @Nullable Correlation index(int index) {
        Node items = schema == null ? null : schema.shape().items();
        JsonNode now = value.get(index);
        JsonNode before = schema == null || now == null ? null : sameKeys(schema.shape(), old, now);
        return items == null || now == null || before == null ? null : new Correlation(now, before, items);
    }

    boolean unchanged() {
        return JsonValues.equal(value, old);
    }

    /** {@return the item of a map list that has the same keys as the given one} */
    static @Nullable JsonNode sameKeys(Shape list, @Nullable JsonNode items, JsonNode item) {
        if (!list.listType().equals("map") || items == null || !items.isArray() || !item.isObject()) {
            return null;
        }
        for (JsonNode candidate : items) {
            if (candidate.isObject()
                    && list.mapKeys().stream()
                            .allMatch(key -> JsonValues.equal(keyOf(list, key, candidate), keyOf(list, key, item)))) {
                return candidate;
            }
        }
        return null;
    }

    private static @Nullable JsonNode keyOf(Shape list, String key, JsonNode item) {
        Node field = list.items() == null ? null : list.items().shape().field(key);
        JsonNode value = item.get(key);
        return value != null || field == null ? value : field.traits().defaultValue();
    }
}
