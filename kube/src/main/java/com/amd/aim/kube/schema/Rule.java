package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An entry of {@code x-kubernetes-validations}.
 *
 * @param json the entry as it was written
 */
record Rule(JsonNode json) {

    String expression() {
        return json.path("rule").asText();
    }

    String message() {
        return json.path("message").asText();
    }

    String messageExpression() {
        return json.path("messageExpression").asText();
    }

    /** {@return a reason word such as {@code FieldValueForbidden}; empty for the ordinary one} */
    String reason() {
        return json.path("reason").asText();
    }

    String fieldPath() {
        return json.path("fieldPath").asText();
    }

    boolean optionalOldSelf() {
        return json.path("optionalOldSelf").asBoolean();
    }

    /** {@return what a message calls this rule: its own message or its text} */
    String named() {
        return (message().isEmpty() ? expression() : message()).strip();
    }

    /** {@return what a failure says when no message expression speaks} */
    String failure() {
        return message().isEmpty() ? "failed rule: " + named() : named();
    }
}
