package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.cel.CelNames;
import com.amd.aim.kube.schema.cel.UnorderedList;
import com.amd.aim.kube.schema.format.GoDuration;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.NullValue;
import dev.cel.common.values.CelByteString;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns JSON into the values that rules see, by their schema: a whole number of type {@code number} is a double. */
final class CelValues {

    private CelValues() {}

    static Object of(JsonNode value, @Nullable Node schema) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value, schema == null ? "" : schema.traits().type());
            case STRING ->
                text(value.textValue(), schema == null ? "" : schema.traits().format());
            case ARRAY -> list(value, schema);
            case OBJECT -> object(value, schema);
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode value, String type) {
        boolean whole = type.equals("integer") || (!type.equals("number") && Numbers.integer(value));
        return whole ? (Object) value.longValue() : (Object) value.doubleValue();
    }

    private static Object text(String text, String format) {
        return switch (format) {
            case "byte" -> CelByteString.of(Base64.getDecoder().decode(text));
            case "date" -> LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            case "date-time" -> instant(text);
            case "duration" -> duration(text);
            default -> text;
        };
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text.replace('t', 'T').replace('z', 'Z')).toInstant();
    }

    private static Duration duration(String text) {
        return GoDuration.parse(text).orElse(Duration.ZERO);
    }

    private static List<Object> list(JsonNode value, @Nullable Node schema) {
        List<Object> items = new ArrayList<>(value.size());
        Shape shape = schema == null ? null : schema.shape();
        Node itemSchema = shape == null ? null : shape.items();
        value.forEach(item -> items.add(of(item, itemSchema)));
        return shape == null || shape.listType().isEmpty() || shape.listType().equals("atomic")
                ? items
                : new UnorderedList(items, keys(shape.mapKeys()));
    }

    private static List<String> keys(List<String> names) {
        return names.stream().map(name -> CelNames.escape(name).orElse(name)).toList();
    }

    private static Map<String, Object> object(JsonNode value, @Nullable Node schema) {
        Map<String, Object> fields = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            String name = entry.getKey();
            boolean named = schema == null || schema.shape().additional() == null;
            String key = named ? CelNames.escape(name).orElse(name) : name;
            fields.put(
                    key,
                    of(entry.getValue(), schema == null ? null : schema.shape().field(name)));
        }
        return fields;
    }
}
