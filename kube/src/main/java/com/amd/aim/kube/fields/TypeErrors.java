package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What does not fit its types, collected while an object is walked, in the words of the API server. */
final class TypeErrors {

    private final List<String> messages = new ArrayList<>();

    void add(@Nullable Path path, String message) {
        messages.add(path == null ? message : path + ": " + message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** {@return one line for one error, a list below {@code errors:} for several} */
    String message() {
        return messages.size() == 1 ? messages.getFirst() : "errors:\n  " + String.join("\n  ", messages);
    }

    /** {@return why a value is no such scalar, or null} */
    static @Nullable String notScalar(ScalarKind kind, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        return switch (kind) {
            case NUMERIC -> value.isNumber() ? null : "expected numeric (int or float), got " + goType(value);
            case STRING -> value.isTextual() ? null : "expected string, got &" + goLiteral(value);
            case BOOLEAN -> value.isBoolean() ? null : "expected boolean, got &{" + GoText.plain(value) + "}";
            case UNTYPED -> value.isValueNode() ? null : "expected any scalar, got &{" + GoText.plain(value) + "}";
        };
    }

    /** {@return the message for a value that is no list or no map} */
    static String notContainer(String expected, JsonNode value) {
        return "expected " + expected + ", got &{" + GoText.plain(value) + "}";
    }

    private static String goType(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case ARRAY -> "[]interface {}";
            default -> "map[string]interface {}";
        };
    }

    private static String goLiteral(JsonNode value) {
        return "value.valueUnstructured{Value:" + literal(value) + "}";
    }

    private static String literal(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> GoText.quote(value.textValue());
            case NUMBER -> GoText.number(value);
            case BOOLEAN -> value.asText();
            case NULL -> "interface {}(nil)";
            case ARRAY -> {
                List<String> items = new ArrayList<>();
                value.forEach(item -> items.add(literal(item)));
                yield "[]interface {}{" + String.join(", ", items) + "}";
            }
            default -> {
                List<String> fields = new ArrayList<>();
                value.properties().stream()
                        .sorted(java.util.Map.Entry.comparingByKey())
                        .forEach(field -> fields.add(GoText.quote(field.getKey()) + ":" + literal(field.getValue())));
                yield "map[string]interface {}{" + String.join(", ", fields) + "}";
            }
        };
    }
}
