package com.amd.aim.sandbox.api.rules;

import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong with an object, in an API server's words. */
final class Problems {

    private final List<Cause> found = new ArrayList<>();

    List<Cause> found() {
        return List.copyOf(found);
    }

    void required(String field) {
        add("FieldValueRequired", "Required value", field);
    }

    void required(String field, String detail) {
        add("FieldValueRequired", "Required value: " + detail, field);
    }

    void invalid(String field, JsonNode value, String detail) {
        add("FieldValueInvalid", "Invalid value: " + value + ": " + detail, field);
    }

    void invalid(String field, String value, String detail) {
        invalid(field, Json.object().textNode(value), detail);
    }

    void duplicate(String field, String value) {
        add("FieldValueDuplicate", "Duplicate value: " + Json.object().textNode(value), field);
    }

    void notFound(String field, String value) {
        add("FieldValueNotFound", "Not found: " + Json.object().textNode(value), field);
    }

    void forbidden(String field, String detail) {
        add("FieldValueForbidden", "Forbidden: " + detail, field);
    }

    void tooLong(String field, int longest) {
        add("FieldValueTooLong", "Too long: may not be more than " + longest + " bytes", field);
    }

    /** Refuses a value that is not one of {@code supported}, which are named in their given order. */
    void oneOf(String field, String value, List<String> supported) {
        if (!supported.contains(value)) {
            String words = supported.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(", "));
            add(
                    "FieldValueNotSupported",
                    "Unsupported value: " + Json.object().textNode(value) + ": supported values: " + words,
                    field);
        }
    }

    /** Refuses a change of a field that must stay as it was made. */
    void immutable(String field, JsonNode now, JsonNode before) {
        if (!now.equals(before)) {
            invalid(field, now.isMissingNode() ? NullNode.instance : now, "field is immutable");
        }
    }

    private void add(String reason, String message, String field) {
        found.add(new Cause(reason, message, field));
    }
}
