package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the fields of an object: how many, which, and each by its schema. */
final class ObjectCheck {

    private ObjectCheck() {}

    static Outcome check(Node schema, FieldPath path, JsonNode value, @Nullable Correlation old) {
        Outcome outcome = new Outcome();
        size(schema.limits().properties(), path, value.size(), outcome);
        Shape shape = schema.shape();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = entry.getKey();
            if (!shape.properties().containsKey(name)) {
                extra(shape, path, entry, correlated(path, name, old), outcome);
            }
        }
        shape.properties().forEach((name, field) -> {
            JsonNode present = value.get(name);
            if (present != null) {
                outcome.merge(ValueCheck.check(field, path.child(name), present, correlated(path, name, old)));
            }
        });
        for (String name : schema.limits().required()) {
            if (!value.has(name)) {
                outcome.add(Faults.required(path.child(name), ""));
            }
        }
        return outcome;
    }

    private static void extra(
            Shape shape,
            FieldPath path,
            Map.Entry<String, JsonNode> entry,
            @Nullable Correlation old,
            Outcome outcome) {
        Node additional = shape.additional();
        if (shape.closed()) {
            String words = path.text() + "." + entry.getKey() + " in body is a forbidden property";
            outcome.add(Faults.invalid(path, entry.getKey(), words));
        } else if (additional != null) {
            outcome.merge(ValueCheck.check(additional, path.child(entry.getKey()), entry.getValue(), old));
        }
    }

    private static void size(Limits.Size size, FieldPath path, int actual, Outcome outcome) {
        if (size.least() != null && actual < size.least()) {
            String words = path.text() + " in body should have at least " + size.least() + " properties";
            outcome.add(Faults.invalid(path, Numbers.node(actual), words));
        }
        if (size.most() != null && actual > size.most()) {
            outcome.add(Faults.tooMany(path, actual, size.most()));
        }
    }

    /** The version of an object is converted on its way, so that its change cannot be seen: it is always checked. */
    private static @Nullable Correlation correlated(FieldPath path, String name, @Nullable Correlation old) {
        boolean version = path.equals(FieldPath.ROOT) && (name.equals("apiVersion") || name.equals("kind"));
        return old == null || version ? null : old.key(name);
    }
}
