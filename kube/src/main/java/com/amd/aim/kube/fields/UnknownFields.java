package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds fields that no type declares. */
final class UnknownFields {

    private UnknownFields() {}

    static List<String> of(FieldType type, JsonNode object) {
        List<String> found = new ArrayList<>();
        visit(type, object, "", found);
        return found;
    }

    private static void visit(FieldType type, JsonNode value, String path, List<String> found) {
        if (value.isObject() && type.map() != null) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                String child = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                FieldType fieldType = type.map().field(field.getKey());
                if (fieldType == null) {
                    found.add(child);
                } else {
                    visit(fieldType, field.getValue(), child, found);
                }
            }
        } else if (value.isArray() && type.list() != null) {
            for (int i = 0; i < value.size(); i++) {
                visit(type.list().items().get(), value.get(i), path + "[" + i + "]", found);
            }
        }
    }
}
