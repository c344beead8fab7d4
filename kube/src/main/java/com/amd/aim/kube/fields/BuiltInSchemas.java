package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Built-in types as OpenAPI v3 schemas: which fields there are and of which types, not what they are for and which are required, since
 * the table does not know.
 */
public final class BuiltInSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final UnaryOperator<String> reference;
    private final Map<String, ObjectNode> schemas = new TreeMap<>();

    /**
     * Begins without any.
     *
     * @param reference what refers to the schema of a type: {@code #/components/schemas/PodSpec} for PodSpec
     */
    public BuiltInSchemas(UnaryOperator<String> reference) {
        this.reference = reference;
    }

    /** {@return the schema of a built-in kind, whose types are then among those of {@link #types}; null when it is none} */
    public @Nullable ObjectNode kind(String apiVersion, String kind) {
        FieldTypes types = BuiltInTypes.of(apiVersion, kind);
        return types == null ? null : object(types.root());
    }

    /** Adds a type of the table and all that it refers to, such as ObjectMeta. */
    public void add(String name) {
        if (!schemas.containsKey(name)) {
            schemas.put(name, JSON.objectNode()); // a type may hold itself
            schemas.put(name, object(BuiltInTypes.named(name)));
        }
    }

    /** {@return the schemas that were referred to, by the name of the type, sorted} */
    public Map<String, ObjectNode> types() {
        return schemas;
    }

    private ObjectNode object(FieldType type) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        if (type.map() != null) {
            ObjectNode properties = schema.putObject("properties");
            new TreeMap<>(type.map().fields())
                    .forEach((name, field) ->
                            properties.set(name, value(field.type().get())));
        }
        return schema;
    }

    private ObjectNode value(FieldType type) {
        if (type.map() != null && type.scalar() == null) {
            return map(type.map());
        }
        if (type.list() != null && type.scalar() == null) {
            ObjectNode list = JSON.objectNode().put("type", "array");
            list.set("items", value(type.list().items().get()));
            return list;
        }
        return type.map() == null ? scalar(type.scalar()) : JSON.objectNode().put("type", "object");
    }

    private ObjectNode map(FieldType.MapType map) {
        String name = BuiltInTypes.nameOf(map);
        if (name != null) {
            add(name);
            return JSON.objectNode().put("$ref", reference.apply(name));
        }
        ObjectNode schema = JSON.objectNode().put("type", "object");
        if (map.others() != null) {
            schema.set("additionalProperties", value(map.others().get()));
        }
        return schema;
    }

    private static ObjectNode scalar(@Nullable ScalarKind kind) {
        ObjectNode schema = JSON.objectNode();
        return switch (kind) {
            case NUMERIC -> schema.put("type", "integer");
            case BOOLEAN -> schema.put("type", "boolean");
            case STRING -> schema.put("type", "string");
            case UNTYPED -> schema.put("type", "string").put("format", "int-or-string");
            case null -> schema;
        };
    }
}
