package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structural schema of one version of a custom resource, compiled once and shared by all threads. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class StructuralSchema {

    private StructuralSchema() {}

    /** {@return the schema as it was read} */
    public JsonNode source() {
        throw new UnsupportedOperationException("body follows");
    }

    /** Reads {@code spec.versions[].schema.openAPIV3Schema}; faults of the schema are in {@link #problems()}. */
    public static StructuralSchema of(JsonNode openApiV3Schema) {
        throw new UnsupportedOperationException("body follows: " + openApiV3Schema);
    }

    /** {@return a copy in which nulls of non-nullable fields are gone and defaults are filled in} */
    public JsonNode withDefaults(JsonNode value) {
        throw new UnsupportedOperationException("body follows: " + value);
    }

    /** {@return a copy without unknown fields, and the paths of these} */
    public Pruned prune(JsonNode value) {
        throw new UnsupportedOperationException("body follows: " + value);
    }

    /**
     * Checks a whole object against schema, list types and CEL rules.
     *
     * @param old the stored object on an update (transition rules, ratcheting); null on create
     */
    public List<FieldError> validate(JsonNode value, @Nullable JsonNode old) {
        throw new UnsupportedOperationException("body follows: " + value + old);
    }

    /** {@return what is wrong with the schema itself; empty when the API server would take it} */
    public List<FieldError> problems() {
        throw new UnsupportedOperationException("body follows");
    }
}
