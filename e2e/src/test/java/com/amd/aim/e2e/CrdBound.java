package com.amd.aim.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that a schema refuses.
 *
 * @param at the field as {@code spec.env[].name}; {@code {}} stands for any key
 * @param word the schema's own, {@code set} or {@code map} for what makes items unique, {@code rule} for the n-th CEL rule
 */
record CrdBound(String at, String word) {
    private static final List<String> WORDS = List.of(
            "minLength",
            "maxLength",
            "pattern",
            "enum",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "not",
            "oneOf",
            "allOf");
    private static final List<String> SIZES = List.of("int32", "int64", "double");

    /** A field with what its schema says. */
    record Field(String at, JsonNode schema) {}

    /** All fields of a schema, items and values of maps among them. */
    static Stream<Field> fields(String at, JsonNode schema) {
        Stream<Field> properties = schema.path("properties").properties().stream()
                .flatMap(property -> fields(join(at, property.getKey()), property.getValue()));
        Stream<Field> items = schema.has("items") ? fields(at + "[]", schema.get("items")) : Stream.empty();
        JsonNode values = schema.path("additionalProperties");
        Stream<Field> entries = values.isObject() ? fields(at + "{}", values) : Stream.empty();
        return Stream.of(Stream.of(new Field(at, schema)), properties, items, entries)
                .flatMap(fields -> fields);
    }

    /** All that a schema refuses, but for values of another type. */
    static List<CrdBound> of(JsonNode schema) {
        return fields("", schema).flatMap(CrdBound::of).toList();
    }

    private static Stream<CrdBound> of(Field field) {
        JsonNode schema = field.schema();
        List<CrdBound> bounds = new ArrayList<>();
        WORDS.stream().filter(schema::has).forEach(word -> bounds.add(new CrdBound(field.at(), word)));
        if (schema.has("format") && !SIZES.contains(schema.get("format").asText())) {
            bounds.add(new CrdBound(field.at(), "format"));
        }
        String list = schema.path("x-kubernetes-list-type").asText("atomic");
        if (!list.equals("atomic")) {
            bounds.add(new CrdBound(field.at(), list));
        }
        schema.path("required").forEach(name -> bounds.add(new CrdBound(join(field.at(), name.asText()), "required")));
        int rules = schema.path("x-kubernetes-validations").size();
        for (int rule = 0; rule < rules; rule++) {
            bounds.add(new CrdBound(field.at(), rule == 0 ? "rule" : "rule " + rule));
        }
        return bounds.stream();
    }

    private static String join(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
