package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.NamedField;
import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads field types from a structural schema ({@code x-kubernetes-list-type}, {@code x-kubernetes-map-type} and so on). */
final class SchemaTypes {

    private SchemaTypes() {}

    /** {@return the types of a resource: those of its schema, and apiVersion, kind and metadata as every object has them} */
    static FieldType of(JsonNode schema) {
        FieldType type = type(schema, false);
        if (type.map() == null) {
            return type;
        }
        return new FieldType(type.scalar(), type.list(), resource(type.map()));
    }

    private static MapType resource(MapType map) {
        Map<String, NamedField> fields = new HashMap<>(map.fields());
        FieldType string = FieldType.scalar(ScalarKind.STRING);
        fields.put("apiVersion", new NamedField(() -> string, null));
        fields.put("kind", new NamedField(() -> string, null));
        FieldType metadata = metadata();
        fields.put("metadata", new NamedField(() -> metadata, null));
        return new MapType(map.atomic(), Map.copyOf(fields), map.others());
    }

    private static FieldType metadata() {
        FieldType anyObject = FieldTypes.builtIn("v1", "ConfigMap").root();
        FieldType metadata = anyObject.map() == null ? null : anyObject.map().field("metadata");
        return metadata == null ? FieldType.DEDUCED : metadata;
    }

    /**
     * {@return the type that a schema describes}
     *
     * @param open whether a schema above says {@code x-kubernetes-preserve-unknown-fields}, which goes for all below
     */
    private static FieldType type(JsonNode schema, boolean open) {
        boolean preserve =
                open || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        return switch (schema.path("type").asText()) {
            case "object" -> FieldType.map(map(schema, preserve));
            case "array" -> FieldType.list(list(schema, preserve));
            case "integer", "number" -> FieldType.scalar(ScalarKind.NUMERIC);
            case "boolean" -> FieldType.scalar(ScalarKind.BOOLEAN);
            case "string" ->
                FieldType.scalar(
                        switch (schema.path("format").asText()) {
                            case "", "byte" -> ScalarKind.STRING;
                            default -> ScalarKind.UNTYPED;
                        });
            default -> new FieldType(ScalarKind.UNTYPED, list(schema, preserve), map(schema, preserve));
        };
    }

    private static MapType map(JsonNode schema, boolean open) {
        Map<String, NamedField> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            FieldType type = type(property.getValue(), open);
            fields.put(
                    property.getKey(),
                    new NamedField(() -> type, property.getValue().get("default")));
        }
        MapType map = new MapType(
                schema.path("x-kubernetes-map-type").asText().equals("atomic"),
                Map.copyOf(fields),
                others(schema, open, fields.isEmpty()));
        return schema.path("x-kubernetes-embedded-resource").asBoolean() ? resource(map) : map;
    }

    private static @Nullable Supplier<FieldType> others(JsonNode schema, boolean open, boolean bare) {
        JsonNode additional = schema.get("additionalProperties");
        if (additional != null && additional.isObject()) {
            FieldType type = type(additional, open);
            return () -> type;
        }
        boolean allowed = additional == null ? open || bare : additional.asBoolean();
        return allowed ? () -> FieldType.DEDUCED : null;
    }

    private static ListType list(JsonNode schema, boolean open) {
        JsonNode items = schema.get("items");
        FieldType type = items == null ? FieldType.OPAQUE : type(items, open);
        String kind = schema.path("x-kubernetes-list-type").asText();
        List<String> keys = new ArrayList<>();
        if (kind.equals("map")) {
            schema.path("x-kubernetes-list-map-keys").forEach(key -> keys.add(key.asText()));
        }
        return new ListType(!kind.equals("map") && !kind.equals("set"), List.copyOf(keys), () -> type);
    }
}
