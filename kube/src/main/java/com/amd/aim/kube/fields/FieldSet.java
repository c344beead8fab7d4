package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An immutable set of field paths: what a {@code fieldsV1} of a managedFields entry says. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class FieldSet {

    private FieldSet() {}

    /** {@return the set without members} */
    public static FieldSet empty() {
        throw new UnsupportedOperationException("body follows");
    }

    /**
     * {@return the set that a {@code fieldsV1} object stands for}
     *
     * @throws IllegalArgumentException when a key is none of {@code .}, {@code f:}, {@code k:}, {@code v:}, {@code i:}
     */
    public static FieldSet parse(JsonNode fieldsV1) {
        throw new UnsupportedOperationException("body follows: " + fieldsV1);
    }

    /** {@return the set as {@code fieldsV1}, in canonical order} */
    public ObjectNode toJson() {
        throw new UnsupportedOperationException("body follows");
    }

    public boolean isEmpty() {
        throw new UnsupportedOperationException("body follows");
    }

    public FieldSet union(FieldSet other) {
        throw new UnsupportedOperationException("body follows: " + other);
    }

    public FieldSet difference(FieldSet other) {
        throw new UnsupportedOperationException("body follows: " + other);
    }

    public FieldSet intersect(FieldSet other) {
        throw new UnsupportedOperationException("body follows: " + other);
    }

    /** {@return whether every path of the other set is in this one} */
    public boolean contains(FieldSet other) {
        throw new UnsupportedOperationException("body follows: " + other);
    }

    /** {@return whether every leaf of the object is in this set; list items are found by their {@code k:} keys} */
    public boolean covers(JsonNode desired) {
        throw new UnsupportedOperationException("body follows: " + desired);
    }
}
