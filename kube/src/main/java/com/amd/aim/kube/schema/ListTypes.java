package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks that lists of type set and map have no item twice. */
final class ListTypes {

    private final List<FieldError> errors = new ArrayList<>();

    private ListTypes() {}

    static List<FieldError> check(JsonNode value, SchemaNode schema) {
        ListTypes types = new ListTypes();
        types.visit("", value, schema);
        return types.errors;
    }

    private void visit(String path, JsonNode value, SchemaNode schema) {
        if (value.isArray()) {
            visitList(path, value, schema);
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                SchemaNode property = schema.properties().get(field.getKey());
                if (property != null) {
                    visit(Faults.child(path, field.getKey()), field.getValue(), property);
                } else if (schema.additionalProperties() != null) {
                    visit(Faults.key(path, field.getKey()), field.getValue(), schema.additionalProperties());
                }
            }
        }
    }

    private void visitList(String path, JsonNode list, SchemaNode schema) {
        switch (schema.extensions().listType()) {
            case "set" -> {
                List<JsonNode> items = new ArrayList<>();
                list.forEach(items::add);
                report(path, items);
            }
            case "map" -> checkMap(path, list, schema.extensions().listMapKeys());
            default -> {}
        }
        if (schema.items() != null) {
            for (int i = 0; i < list.size(); i++) {
                visit(Faults.index(path, i), list.get(i), schema.items());
            }
        }
    }

    private void checkMap(String path, JsonNode list, List<String> keys) {
        List<JsonNode> names = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode item = list.get(i);
            if (!item.isObject() && !item.isNull()) {
                errors.add(
                        Faults.invalid(Faults.index(path, i), item, "must be an object for an array of list-type map"));
                return;
            }
            ObjectNode name = JsonNodeFactory.instance.objectNode();
            for (String key : keys) {
                if (item.has(key)) {
                    name.set(key, item.get(key));
                }
            }
            names.add(name);
        }
        report(path, names);
    }

    /** Reports the second of several equal items, not the third. */
    private void report(String path, List<JsonNode> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (seen.merge(GoText.json(names.get(i)), 1, Integer::sum) == 2) {
                errors.add(Faults.duplicate(Faults.index(path, i), names.get(i), ""));
            }
        }
    }
}
