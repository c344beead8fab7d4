package com.amd.aim.kube.schema;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a value against its schema, without rules: types, limits, alternatives, and all of that for its parts. */
final class ValueCheck {

    private ValueCheck() {}

    /**
     * Checks one value and its parts.
     *
     * @param old what the value was before; null when there is nothing to compare with
     */
    static Outcome check(Node schema, FieldPath path, JsonNode value, @Nullable Correlation old) {
        Outcome outcome = value.isNull() ? ofNull(schema, path, value) : ofValue(schema, path, value, old);
        return !outcome.valid() && old != null && old.unchanged() ? outcome.tolerated() : outcome;
    }

    private static Outcome ofNull(Node schema, FieldPath path, JsonNode value) {
        return TypeCheck.check(schema.traits(), path, value).merge(allowed(schema.limits(), path, value));
    }

    private static Outcome ofValue(Node schema, FieldPath path, JsonNode value, @Nullable Correlation old) {
        Outcome outcome = new Outcome();
        Traits traits = schema.traits();
        if (!traits.types().isEmpty() || !traits.format().isEmpty()) {
            outcome.merge(TypeCheck.check(traits, path, value)).count();
        }
        outcome.merge(JunctorCheck.check(schema.junctors(), path, value)).count();
        if (value.isTextual()) {
            outcome.merge(TextCheck.check(schema, path, value.textValue()));
        }
        if (value.isNumber()) {
            outcome.merge(NumberCheck.check(schema, path, value)).count();
        }
        if (value.isArray()) {
            outcome.merge(list(schema, path, value, old)).count();
        }
        outcome.merge(allowed(schema.limits(), path, value)).count();
        if (value.isObject()) {
            outcome.merge(ObjectCheck.check(schema, path, value, old)).count();
        }
        return outcome.count();
    }

    private static Outcome allowed(Limits limits, FieldPath path, JsonNode value) {
        Outcome outcome = new Outcome();
        boolean found =
                limits.allowed().stream().anyMatch(candidate -> !candidate.isNull() && allows(candidate, value));
        if (!limits.allowed().isEmpty() && !found) {
            List<String> words = limits.allowed().stream()
                    .map(allowed -> allowed.isTextual() ? allowed.textValue() : allowed.toString())
                    .toList();
            outcome.add(Faults.notSupported(path, value, words));
        }
        return outcome;
    }

    /** The API server converts a number to the kind of the allowed one, and so cuts off a fraction. */
    private static boolean allows(JsonNode allowed, JsonNode value) {
        boolean cut = Numbers.integer(allowed) && value.isNumber();
        return cut ? allowed.longValue() == value.longValue() : JsonValues.equal(allowed, value);
    }

    private static Outcome list(Node schema, FieldPath path, JsonNode value, @Nullable Correlation old) {
        Outcome outcome = new Outcome();
        Node items = schema.shape().items();
        for (int i = 0; items != null && i < value.size(); i++) {
            outcome.merge(check(items, path.index(i), value.get(i), old == null ? null : old.index(i)));
        }
        Limits.Size size = schema.limits().items();
        if (size.least() != null && value.size() < size.least()) {
            String words = path.text() + " in body should have at least " + size.least() + " items";
            outcome.add(Faults.invalid(path, Numbers.node(value.size()), words));
        }
        if (size.most() != null && value.size() > size.most()) {
            outcome.add(Faults.tooMany(path, value.size(), size.most()));
        }
        if (schema.limits().uniqueItems() && hasTwins(value)) {
            outcome.add(Faults.invalid(path, "", path.text() + " in body shouldn't contain duplicates"));
        }
        return outcome.count();
    }

    private static boolean hasTwins(JsonNode list) {
        List<JsonNode> seen = new ArrayList<>();
        for (JsonNode item : list) {
            if (seen.stream().anyMatch(other -> JsonValues.equal(other, item))) {
                return true;
            }
            seen.add(item);
        }
        return false;
    }
}
