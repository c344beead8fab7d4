package com.amd.aim.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Kubernetes objects as JSON trees and back. */
public final class Trees {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Trees() {}

    public static ObjectNode of(Object value) {
        return JSON.valueToTree(value);
    }

    /**
     * A tree as an object.
     *
     * @throws IllegalArgumentException when a field has a value of another type; the message names the field
     */
    public static <T> T as(JsonNode tree, Class<T> type) {
        return JSON.convertValue(tree, type);
    }
}
