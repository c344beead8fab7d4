package com.amd.aim.kube.schema;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with one field, in the words of the Kubernetes API server.
 *
 * @param path where, such as {@code spec.containers[0].name}; {@code <nil>} for the object as a whole
 * @param kind what kind of fault; its {@link Kind#reason()} is the {@code reason} of a {@code metav1.StatusCause}
 * @param message the {@code message} of the cause: the kind's words, the value and the detail, without the path
 */
public record FieldError(String path, Kind kind, String message) {

    /** The path that Kubernetes prints for an object as a whole. */
    public static final String ROOT = "<nil>";

    /** Kinds of faults with the reason words of the API ({@code metav1.CauseType}). */
    public enum Kind {
        NOT_FOUND("FieldValueNotFound", "Not found"),
        REQUIRED("FieldValueRequired", "Required value"),
        DUPLICATE("FieldValueDuplicate", "Duplicate value"),
        INVALID("FieldValueInvalid", "Invalid value"),
        NOT_SUPPORTED("FieldValueNotSupported", "Unsupported value"),
        FORBIDDEN("FieldValueForbidden", "Forbidden"),
        TOO_LONG("FieldValueTooLong", "Too long"),
        TOO_MANY("FieldValueTooMany", "Too many"),
        INTERNAL("InternalError", "Internal error"),
        TYPE_INVALID("FieldValueTypeInvalid", "Invalid value");

        private final String reason;
        private final String words;

        Kind(String reason, String words) {
            this.reason = reason;
            this.words = words;
        }

        /** {@return the reason word of a status cause} */
        public String reason() {
            return reason;
        }

        /** {@return how a message of this kind begins} */
        public String words() {
            return words;
        }
    }

    /** {@return path and message as one sentence, as in {@code spec.gpuCount: Required value}} */
    public String sentence() {
        return path + ": " + message;
    }

    /**
     * Joins the sentences as the message of a 422 answer does: equal ones once, several in brackets.
     *
     * @return one sentence, or {@code [a, b]}; empty for an empty list
     */
    public static String joined(List<FieldError> errors) {
        List<String> sentences =
                errors.stream().map(FieldError::sentence).distinct().toList();
        return sentences.size() == 1
                ? sentences.getFirst()
                : sentences.isEmpty() ? "" : sentences.stream().collect(Collectors.joining(", ", "[", "]"));
    }
}
