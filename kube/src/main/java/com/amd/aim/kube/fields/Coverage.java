package com.amd.aim.kube.fields;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an object with a field set without knowing the object's types. */
final class Coverage {

    private Coverage() {}

    /** {@return whether every tracked leaf of the object is in the set} */
    static boolean of(FieldSet set, JsonNode object) {
        return coversFields(set, object, Untracked.FIELDS);
    }

    private static boolean coversFields(FieldSet set, JsonNode object, FieldSet exempt) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            PathElement element = new PathElement.Field(field.getKey());
            FieldSet.Entry skipped = exempt.find(element);
            boolean container =
                    skipped != null && !skipped.children().isEmpty() && field.getValue() instanceof ObjectNode;
            if (skipped != null && !container) {
                continue;
            }
            FieldSet.Entry entry = set.find(element);
            boolean covered = skipped != null
                    ? coversFields(
                            entry == null ? FieldSet.empty() : entry.children(), field.getValue(), skipped.children())
                    : covers(entry, field.getValue());
            if (!covered) {
                return false;
            }
        }
        return true;
    }

    private static boolean covers(FieldSet.@Nullable Entry entry, JsonNode value) {
        if (value.isArray() && value.isEmpty()) {
            return true; // an empty keyed list leaves no trace in a set
        }
        if (entry == null) {
            return false;
        }
        if (!value.isContainerNode() || value.isEmpty() || entry.children().isEmpty()) {
            return entry.member();
        }
        return value.isObject()
                ? coversFields(entry.children(), value, FieldSet.empty())
                : coversItems(entry.children(), value);
    }

    private static boolean coversItems(FieldSet items, JsonNode list) {
        for (JsonNode item : list) {
            boolean found = false;
            for (FieldSet.Entry entry : items.entries()) {
                found |= matches(entry.element(), item) && covers(entry, item);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** A key that the item leaves out may have been defaulted; one at least must be there. */
    private static boolean matches(PathElement element, JsonNode item) {
        return switch (element) {
            case PathElement.Key(List<PathElement.KeyField> keys) ->
                keys.stream().anyMatch(key -> item.has(key.name()))
                        && keys.stream()
                                .allMatch(key ->
                                        !item.has(key.name()) || JsonValues.equal(item.get(key.name()), key.value()));
            case PathElement.Value(JsonNode value) -> JsonValues.equal(value, item);
            case PathElement.Field _, PathElement.Index _ -> false;
        };
    }
}
