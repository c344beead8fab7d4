package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Names;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks that whole objects inside an object say of what version and kind they are. */
final class EmbeddedObjects {

    private final List<FieldError> faults = new ArrayList<>();

    private EmbeddedObjects() {}

    static List<FieldError> check(Node schema, FieldPath path, JsonNode value) {
        EmbeddedObjects check = new EmbeddedObjects();
        check.visit(schema, path, value);
        return check.faults;
    }

    private void visit(@Nullable Node schema, FieldPath path, JsonNode value) {
        if (schema == null) {
            return;
        }
        if (value.isObject()) {
            if (schema.traits().embedded()) {
                word(path.child("apiVersion"), value.get("apiVersion"), EmbeddedObjects::version);
                word(path.child("kind"), value.get("kind"), EmbeddedObjects::kind);
            }
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                boolean named = schema.shape().properties().containsKey(entry.getKey());
                FieldPath field = named ? path.child(entry.getKey()) : path.key(entry.getKey());
                visit(schema.shape().field(entry.getKey()), field, entry.getValue());
            }
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            visit(schema.shape().items(), path.index(i), value.get(i));
        }
    }

    private void word(FieldPath path, @Nullable JsonNode value, Function<String, Optional<String>> fault) {
        if (value == null) {
            faults.add(Faults.required(path, ""));
        } else if (!value.isTextual()) {
            faults.add(Faults.invalid(path, value, "must be a string"));
        } else if (value.textValue().isEmpty()) {
            faults.add(Faults.invalid(path, value, "must not be empty"));
        } else {
            fault.apply(value.textValue()).ifPresent(words -> faults.add(Faults.invalid(path, value, words)));
        }
    }

    private static Optional<String> version(String text) {
        boolean ofGroup = text.indexOf('/') == text.lastIndexOf('/');
        return ofGroup ? Optional.empty() : Optional.of("unexpected GroupVersion string: " + text);
    }

    private static Optional<String> kind(String text) {
        List<String> words = Names.dns1035Label(text.toLowerCase(Locale.ROOT));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of("may have mixed case, but should otherwise match: " + String.join(",", words));
    }
}
