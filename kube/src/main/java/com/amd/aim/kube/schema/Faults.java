package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.FieldError.Kind;
import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds field errors with the words of the API server, and paths. */
final class Faults {

    private Faults() {}

    /** {@return the path of a field; the empty path is the object as a whole} */
    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String key(String path, String key) {
        return path + "[" + key + "]";
    }

    static String index(String path, int index) {
        return path + "[" + index + "]";
    }

    private static FieldError error(String path, Kind kind, @Nullable String value, String detail) {
        String body = value == null ? kind.words() : kind.words() + ": " + value;
        return new FieldError(
                path.isEmpty() ? FieldError.ROOT : path, kind, detail.isEmpty() ? body : body + ": " + detail);
    }

    /** {@return a value as messages show it} */
    static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> GoText.quote(value.textValue());
            case NUMBER -> GoText.number(value);
            case BOOLEAN -> value.asText();
            default -> GoText.json(value);
        };
    }

    static FieldError invalid(String path, JsonNode value, String detail) {
        return error(path, Kind.INVALID, shown(value), detail);
    }

    static FieldError invalid(String path, String value, String detail) {
        return error(path, Kind.INVALID, GoText.quote(value), detail);
    }

    /** {@return an error with a value that is already worded} */
    static FieldError invalidShown(String path, String shownValue, String detail) {
        return error(path, Kind.INVALID, shownValue, detail);
    }

    /** {@return an error that does not repeat the value, as for objects and lists} */
    static FieldError invalidWithoutValue(String path, String detail) {
        return error(path, Kind.INVALID, null, detail);
    }

    static FieldError typeInvalid(String path, String value, String detail) {
        return error(path, Kind.TYPE_INVALID, GoText.quote(value), detail);
    }

    static FieldError required(String path, String detail) {
        return error(path, Kind.REQUIRED, null, detail);
    }

    static FieldError forbidden(String path, String detail) {
        return error(path, Kind.FORBIDDEN, null, detail);
    }

    static FieldError duplicate(String path, @Nullable JsonNode value, String detail) {
        return error(path, Kind.DUPLICATE, value == null ? null : shown(value), detail);
    }

    static FieldError tooLong(String path, long max) {
        return error(path, Kind.TOO_LONG, null, "may not be more than " + max + (max == 1 ? " byte" : " bytes"));
    }

    static FieldError tooMany(String path, long actual, long max) {
        String detail = "must have at most " + max + (max == 1 ? " item" : " items");
        return error(path, Kind.TOO_MANY, Long.toString(actual), detail);
    }

    static FieldError notSupported(String path, String shownValue, List<String> supported) {
        String values = supported.stream().map(GoText::quote).collect(Collectors.joining(", "));
        return error(path, Kind.NOT_SUPPORTED, shownValue, supported.isEmpty() ? "" : "supported values: " + values);
    }
}
