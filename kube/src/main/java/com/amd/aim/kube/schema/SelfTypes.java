package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.cel.CelNames;
import com.amd.aim.kube.schema.cel.SelfType;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types that rules see. What a schema does not describe has none: unknown fields that are kept, and lists and maps
 * of such values, cannot be named in a rule.
 */
final class SelfTypes {

    private final Map<String, StructType> structs = new LinkedHashMap<>();

    private SelfTypes() {}

    /**
     * Makes the type of {@code self}.
     *
     * @param wholeObject whether the node is a whole object, whose version, kind and name every rule may use
     */
    static Optional<SelfType> of(Node schema, boolean wholeObject) {
        SelfTypes types = new SelfTypes();
        return types.type(schema, wholeObject, "selfType")
                .map(type -> new SelfType(type, ImmutableMap.copyOf(types.structs)));
    }

    private Optional<CelType> type(Node schema, boolean wholeObject, String name) {
        Traits traits = schema.traits();
        if (traits.intOrString()) {
            return Optional.of(SimpleType.DYN);
        }
        return switch (traits.type()) {
            case "array" -> child(schema.shape().items(), name + ".@items").map(ListType::create);
            case "object" -> object(schema, wholeObject, name);
            case "string" -> Optional.of(text(traits.format()));
            case "boolean" -> Optional.of(SimpleType.BOOL);
            case "number" -> Optional.of(SimpleType.DOUBLE);
            case "integer" -> Optional.of(SimpleType.INT);
            default -> Optional.empty();
        };
    }

    private Optional<CelType> child(@org.jspecify.annotations.Nullable Node schema, String name) {
        return schema == null ? Optional.empty() : type(schema, schema.traits().embedded(), name);
    }

    private static CelType text(String format) {
        return switch (format) {
            case "byte" -> SimpleType.BYTES;
            case "duration" -> SimpleType.DURATION;
            case "date", "date-time" -> SimpleType.TIMESTAMP;
            default -> SimpleType.STRING;
        };
    }

    private Optional<CelType> object(Node schema, boolean wholeObject, String name) {
        Node additional = schema.shape().additional();
        if (additional != null && !wholeObject) {
            return child(additional, name + ".@values").map(values -> MapType.create(SimpleType.STRING, values));
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        schema.shape()
                .properties()
                .forEach((property, field) -> CelNames.escape(property)
                        .ifPresent(escaped ->
                                child(field, name + "." + escaped).ifPresent(type -> fields.put(escaped, type))));
        if (wholeObject) {
            fields.put("apiVersion", SimpleType.STRING);
            fields.put("kind", SimpleType.STRING);
            Map<String, CelType> metadata = Map.of("name", SimpleType.STRING, "generateName", SimpleType.STRING);
            fields.put("metadata", struct(name + ".metadata", metadata));
        }
        return Optional.of(struct(name, fields));
    }

    private StructType struct(String name, Map<String, CelType> known) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(known);
        StructType struct = StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
        structs.put(name, struct);
        return struct;
    }
}
