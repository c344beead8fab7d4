package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the paths into objects that a definition names: of its columns, its scale, and the fields to select by. */
final class CrdPaths {

    private static final List<String> TYPES = List.of("boolean", "date", "integer", "number", "string");
    private static final List<String> FORMATS =
            List.of("byte", "date", "date-time", "double", "float", "int32", "int64", "password");
    private static final List<String> SELECTABLE = List.of("string", "boolean", "integer");
    private static final int MOST_SELECTABLE = 8;

    private final List<FieldError> faults = new ArrayList<>();

    private CrdPaths() {}

    static List<FieldError> columns(JsonNode columns, FieldPath path) {
        CrdPaths check = new CrdPaths();
        for (int i = 0; i < columns.size(); i++) {
            check.column(columns.get(i), path.index(i));
        }
        return check.faults;
    }

    private void column(JsonNode column, FieldPath path) {
        String type = column.path("type").asText();
        String format = column.path("format").asText();
        String types = "must be one of " + String.join(",", TYPES);
        if (column.path("name").asText().isEmpty()) {
            faults.add(Faults.required(path.child("name"), ""));
        }
        if (type.isEmpty()) {
            faults.add(Faults.required(path.child("type"), types));
        } else if (!TYPES.contains(type)) {
            faults.add(Faults.invalid(path.child("type"), type, types));
        }
        if (!format.isEmpty() && !FORMATS.contains(format)) {
            faults.add(Faults.invalid(path.child("format"), format, "must be one of " + String.join(",", FORMATS)));
        }
        required(column.path("jsonPath").asText(), path.child("JSONPath"));
    }

    static List<FieldError> scale(JsonNode scale, FieldPath subresources) {
        CrdPaths check = new CrdPaths();
        if (scale.isObject()) {
            FieldPath path = subresources.child("scale");
            check.replicas(scale.path("specReplicasPath").asText(), path.child("specReplicasPath"), ".spec");
            check.replicas(scale.path("statusReplicasPath").asText(), path.child("statusReplicasPath"), ".status");
            check.selector(scale.path("labelSelectorPath").asText(), path.child("labelSelectorPath"));
        }
        return check.faults;
    }

    private void replicas(String value, FieldPath path, String below) {
        if (required(value, path) && !value.startsWith(below + ".")) {
            faults.add(Faults.invalid(path, value, "should be a json path under " + below));
        }
    }

    private void selector(String value, FieldPath path) {
        boolean placed = value.startsWith(".spec.") || value.startsWith(".status.");
        if (!value.isEmpty() && required(value, path) && !placed) {
            faults.add(Faults.invalid(path, value, "should be a json path under either .spec or .status"));
        }
    }

    /** {@return whether there is a path that begins as it should; a fault is noted if not} */
    private boolean required(String value, FieldPath path) {
        if (value.isEmpty()) {
            faults.add(Faults.required(path, ""));
        } else if (!value.startsWith(".")) {
            faults.add(Faults.invalid(path, value, "must be a simple json path starting with ."));
        }
        return value.startsWith(".");
    }

    static List<FieldError> selectable(JsonNode version, FieldPath path) {
        CrdPaths check = new CrdPaths();
        Node root = NodeReader.read(version.path("schema").path("openAPIV3Schema"));
        JsonNode fields = version.path("selectableFields");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String value = fields.get(i).path("jsonPath").asText();
            check.selectable(root, value, path.index(i).child("jsonPath"), seen);
        }
        if (seen.size() > MOST_SELECTABLE) {
            check.faults.add(Faults.tooMany(path, seen.size(), MOST_SELECTABLE));
        }
        return check.faults;
    }

    private void selectable(Node root, String value, FieldPath path, Set<String> seen) {
        if (value.isEmpty()) {
            faults.add(Faults.required(path, ""));
            return;
        }
        switch (RulePath.resolve(value, root, false)) {
            case RulePath.Nowhere nowhere ->
                faults.add(Faults.invalid(path, value, "is an invalid path: " + nowhere.reason()));
            case RulePath.Field field -> {
                if (field.path().text().matches("metadata(\\..*)?")) {
                    faults.add(Faults.invalid(path, value, "must not point to fields in metadata"));
                }
                if (!SELECTABLE.contains(field.schema().traits().type())) {
                    String words = "must point to a field of type string, boolean or integer. Enum string fields and"
                            + " strings with formats are allowed.";
                    faults.add(Faults.invalid(path, value, words));
                }
                if (!seen.add(field.path().text())) {
                    faults.add(Faults.duplicate(path, TextNode.valueOf(value)));
                }
            }
        }
    }
}
