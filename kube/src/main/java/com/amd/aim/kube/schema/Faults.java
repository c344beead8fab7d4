package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.FieldError.Kind;
import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Collectors;

/** Puts faults into the words of the API server ({@code k8s.io/apimachinery/pkg/util/validation/field}). */
final class Faults {

    private Faults() {}

    static FieldError required(FieldPath path, String detail) {
        return of(path, Kind.REQUIRED, "", detail);
    }

    static FieldError forbidden(FieldPath path, String detail) {
        return of(path, Kind.FORBIDDEN, "", detail);
    }

    static FieldError invalid(FieldPath path, JsonNode value, String detail) {
        return of(path, Kind.INVALID, ": " + shown(value), detail);
    }

    static FieldError invalid(FieldPath path, String value, String detail) {
        return invalid(path, TextNode.valueOf(value), detail);
    }

    /** {@return a fault of an object or a list, whose value is not printed} */
    static FieldError invalid(FieldPath path, String detail) {
        return of(path, Kind.INVALID, "", detail);
    }

    /** {@return a fault of a value that is printed in a way of its own} */
    static FieldError invalidShown(FieldPath path, String shown, String detail) {
        return of(path, Kind.INVALID, ": " + shown, detail);
    }

    static FieldError typeInvalid(FieldPath path, String value, String detail) {
        return of(path, Kind.TYPE_INVALID, ": " + GoText.quote(value), detail);
    }

    static FieldError duplicate(FieldPath path, JsonNode value) {
        return of(path, Kind.DUPLICATE, ": " + shown(value), "");
    }

    static FieldError duplicate(FieldPath path) {
        return of(path, Kind.DUPLICATE, "", "");
    }

    static FieldError notSupported(FieldPath path, JsonNode value, List<String> supported) {
        String words = supported.stream().map(GoText::quote).collect(Collectors.joining(", "));
        return of(path, Kind.NOT_SUPPORTED, ": " + shown(value), words.isEmpty() ? "" : "supported values: " + words);
    }

    static FieldError tooLong(FieldPath path, long most) {
        return of(path, Kind.TOO_LONG, "", "may not be more than " + most + (most == 1 ? " byte" : " bytes"));
    }

    static FieldError tooMany(FieldPath path, int actual, long most) {
        String detail = "must have at most " + most + (most == 1 ? " item" : " items");
        return of(path, Kind.TOO_MANY, ": " + shown(IntNode.valueOf(actual)), detail);
    }

    static FieldError internal(FieldPath path, String detail) {
        return of(path, Kind.INTERNAL, "", detail);
    }

    private static FieldError of(FieldPath path, Kind kind, String value, String detail) {
        return new FieldError(path.shown(), kind, kind.words() + value + (detail.isEmpty() ? "" : ": " + detail));
    }

    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> GoText.quote(value.textValue());
            case NUMBER -> GoText.number(value);
            default -> GoText.json(value);
        };
    }
}
