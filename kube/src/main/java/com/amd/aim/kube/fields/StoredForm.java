package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.NamedField;
import com.amd.aim.kube.fields.FieldType.Presence;
import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How objects of built-in kinds are stored: unknown fields, nulls, and the zero, false and empty values of most optional fields, are as if they
 * had not been given; some fields are always there.
 */
final class StoredForm {

    private StoredForm() {}

    /** {@return an object of which nothing was given} */
    static ObjectNode emptyOf(FieldType type) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (type.map() != null) {
            complete(type.map(), out);
        }
        return out;
    }

    /** {@return the value as it is stored} */
    static JsonNode of(FieldType type, JsonNode value) {
        if (value instanceof ObjectNode object && type.map() != null) {
            return object(type.map(), object);
        }
        if (value instanceof ArrayNode list && type.list() != null) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(list.size());
            FieldType items = type.list().items().get();
            list.forEach(item -> out.add(of(items, item)));
            return out;
        }
        return value;
    }

    private static ObjectNode object(MapType type, ObjectNode value) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            NamedField named = type.fields().get(field.getKey());
            FieldType fieldType = type.field(field.getKey());
            if (fieldType != null && (named == null || isStored(named, fieldType, field.getValue()))) {
                out.set(field.getKey(), of(fieldType, field.getValue()));
            }
        }
        complete(type, out);
        return out;
    }

    private static boolean isStored(NamedField field, FieldType type, JsonNode value) {
        if (value.isNull()) {
            return false; // what is always there comes back as its zero
        }
        // a field that takes anything, such as a schema's default, may mean an empty object
        boolean collection = type.scalar() == null
                && (type.list() != null || (type.map() != null && type.map().others() != null));
        return switch (field.presence()) {
            case ALWAYS -> true;
            case UNLESS_ZERO -> !isZero(value);
            case WHEN_SET -> !(collection && value.isContainerNode() && value.isEmpty());
        };
    }

    private static boolean isZero(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue().isEmpty();
            case NUMBER -> value.doubleValue() == 0;
            case BOOLEAN -> !value.booleanValue();
            case ARRAY, OBJECT -> value.isEmpty();
            default -> true;
        };
    }

    private static void complete(MapType type, ObjectNode out) {
        new TreeMap<>(type.fields()).forEach((name, field) -> {
            if (field.presence() == Presence.ALWAYS && !out.has(name)) {
                out.set(name, zero(field.type().get()));
            }
        });
    }

    private static JsonNode zero(FieldType type) {
        if (type.map() != null && type.map().others() == null) {
            return emptyOf(type);
        }
        return type.map() == null && type.list() == null ? zero(type.scalar()) : NullNode.instance;
    }

    private static JsonNode zero(@Nullable ScalarKind kind) {
        return switch (kind) {
            case STRING -> TextNode.valueOf("");
            case NUMERIC -> IntNode.valueOf(0);
            case BOOLEAN -> BooleanNode.FALSE;
            case UNTYPED -> NullNode.instance;
            case null -> NullNode.instance;
        };
    }
}
