package com.amd.aim.kube.fields;

import com.amd.aim.kube.value.GoText;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One step of a field path: a field of a map, or an item of a list found by its keys, its value or its index. The order
 * is that of fieldsV1: fields, keys, values, indices.
 */
public sealed interface PathElement extends Comparable<PathElement> {

    /** Reads keys and values; never reconfigured. */
    JsonMapper JSON = new JsonMapper();

    /** A field of a map ({@code f:name}). */
    record Field(String name) implements PathElement {
        @Override
        public String toString() {
            return "." + name;
        }
    }

    /**
     * The item of a keyed list ({@code k:{…}}).
     *
     * @param keys key fields and their scalar values, sorted by name
     */
    record Key(List<KeyField> keys) implements PathElement {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && compareTo(key) == 0;
        }

        @Override
        public int hashCode() {
            return keys.stream().mapToInt(key -> key.name().hashCode()).sum();
        }

        @Override
        public String toString() {
            return keys.stream()
                    .map(key -> key.name() + "=" + shown(key.value()))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /** One key of an item. */
    record KeyField(String name, JsonNode value) {}

    /** The item of a set ({@code v:…}). */
    record Value(JsonNode value) implements PathElement {
        @Override
        public boolean equals(Object other) {
            return other instanceof Value(JsonNode otherValue) && JsonValues.equal(value, otherValue);
        }

        @Override
        public int hashCode() {
            return value.getNodeType().hashCode();
        }

        @Override
        public String toString() {
            return "[=" + shown(value) + "]";
        }
    }

    /** The item of an atomic list ({@code i:…}); Kubernetes reads it but never writes it. */
    record Index(int index) implements PathElement {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    /** {@return the element that a key of a fieldsV1 object stands for} */
    static PathElement parse(String text) {
        if (text.length() < 2 || text.charAt(1) != ':') {
            throw new IllegalArgumentException("fieldsV1 key '" + text + "' does not begin with f:, k:, v: or i:");
        }
        String rest = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> new Field(rest);
            case 'k' -> {
                TreeMap<String, JsonNode> keys = new TreeMap<>();
                json(rest).properties().forEach(key -> keys.put(key.getKey(), key.getValue()));
                yield key(keys);
            }
            case 'v' -> new Value(json(rest));
            case 'i' -> new Index(Integer.parseInt(rest));
            default -> throw new IllegalArgumentException("fieldsV1 key '" + text + "' is of an unknown kind");
        };
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("fieldsV1 key holds no JSON: '" + text + "'", e);
        }
    }

    /** {@return the element of an item with these keys} */
    static Key key(SortedMap<String, JsonNode> keys) {
        List<KeyField> fields = new ArrayList<>(keys.size());
        for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
            fields.add(new KeyField(key.getKey(), key.getValue()));
        }
        return new Key(List.copyOf(fields));
    }

    /** {@return the key of a fieldsV1 object} */
    default String text() {
        return switch (this) {
            case Field(String name) -> "f:" + name;
            case Key(List<KeyField> keys) ->
                keys.stream()
                        .map(key -> GoText.jsonString(key.name()) + ":" + GoText.json(key.value()))
                        .collect(Collectors.joining(",", "k:{", "}"));
            case Value(JsonNode value) -> "v:" + GoText.json(value);
            case Index(int index) -> "i:" + index;
        };
    }

    private static String shown(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> GoText.quote(value.textValue());
            case NUMBER -> GoText.number(value);
            default -> value.toString();
        };
    }

    @Override
    default int compareTo(PathElement other) {
        return switch (this) {
            case Field(String name) when other instanceof Field(String otherName) -> name.compareTo(otherName);
            case Key(List<KeyField> keys)
            when other instanceof Key(List<KeyField> otherKeys) -> compareKeys(keys, otherKeys);
            case Value(JsonNode value)
            when other instanceof Value(JsonNode otherValue) -> JsonValues.compare(value, otherValue);
            case Index(int index) when other instanceof Index(int otherIndex) -> Integer.compare(index, otherIndex);
            default -> Integer.compare(rank(this), rank(other));
        };
    }

    private static int compareKeys(List<KeyField> left, List<KeyField> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int names = left.get(i).name().compareTo(right.get(i).name());
            int order = names != 0
                    ? names
                    : JsonValues.compare(left.get(i).value(), right.get(i).value());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int rank(PathElement element) {
        return switch (element) {
            case Field _ -> 0;
            case Key _ -> 1;
            case Value _ -> 2;
            case Index _ -> 3;
        };
    }
}
