package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks the names of a definition's resource. */
final class CrdNames {

    private static final String MIXED = "may have mixed case, but should otherwise match: ";

    private final FieldPath path;
    private final List<FieldError> faults = new ArrayList<>();

    private CrdNames(FieldPath path) {
        this.path = path;
    }

    static List<FieldError> check(JsonNode names, FieldPath path) {
        CrdNames check = new CrdNames(path);
        for (String field : List.of("plural", "singular", "kind", "listKind")) {
            check.required(field, names.path(field).asText());
        }
        check.listed("shortNames", names.path("shortNames"));
        check.listed("categories", names.path("categories"));
        String kind = names.path("kind").asText();
        if (!kind.isEmpty() && kind.equals(names.path("listKind").asText())) {
            check.faults.add(Faults.invalid(path.child("listKind"), kind, "kind and listKind may not be the same"));
        }
        return check.faults;
    }

    private void required(String field, String name) {
        boolean mixed = field.equals("kind") || field.equals("listKind");
        if (name.isEmpty()) {
            faults.add(Faults.required(path.child(field), ""));
        } else {
            label(path.child(field), name, mixed ? name.toLowerCase(Locale.ROOT) : name, mixed ? MIXED : "");
        }
    }

    private void listed(String field, JsonNode names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).asText();
            label(path.child(field).index(i), name, name, "");
        }
    }

    private void label(FieldPath at, String name, String label, String lead) {
        List<String> words = Names.dns1035Label(label);
        if (!words.isEmpty()) {
            faults.add(Faults.invalid(at, name, lead + String.join(",", words)));
        }
    }
}
