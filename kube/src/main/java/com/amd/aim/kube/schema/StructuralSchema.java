package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.node.SchemaNode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The structural schema of one version of a custom resource, compiled once and shared by all threads. */
@SuppressWarnings("DoNotCallSuggester")
public final class StructuralSchema {

    private final SchemaNode root;
    private final SchemaNode resource;

    private StructuralSchema(SchemaNode root) {
        this.root = root;
        this.resource = root.asResource();
    }

    /** Reads {@code spec.versions[].schema.openAPIV3Schema}; faults of the schema are in {@link #problems()}. */
    public static StructuralSchema of(JsonNode openApiV3Schema) {
        return new StructuralSchema(SchemaNode.of(openApiV3Schema));
    }

    /** {@return the schema as it was read} */
    public JsonNode source() {
        return root.source();
    }

    /** {@return a copy in which nulls of non-nullable fields are gone and defaults are filled in} */
    public JsonNode withDefaults(JsonNode value) {
        return Defaulting.apply(Defaulting.withoutNulls(value, root), root);
    }

    /**
     * {@return a copy without unknown fields, and the paths of these} Empty metadata fields are gone as well, because the server
     * stores none.
     */
    public Pruned prune(JsonNode value) {
        Pruned pruned = Pruning.of(value, resource);
        if (!(pruned.value() instanceof ObjectNode object) || !object.has("metadata")) {
            return pruned;
        }
        List<String> unknown = new ArrayList<>();
        JsonNode metadata = MetadataShape.of(object.get("metadata"), "metadata", unknown);
        unknown.sort(null);
        unknown.addAll(pruned.unknownFields());
        object.set("metadata", metadata);
        return new Pruned(object, List.copyOf(unknown));
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
