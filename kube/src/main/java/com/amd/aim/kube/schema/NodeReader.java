package com.amd.aim.kube.schema;

import com.amd.aim.kube.schema.format.Formats;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a schema as far as it can be read; what it cannot be is for {@link CrdCheck} to say. */
final class NodeReader {

    private NodeReader() {}

    static Node read(JsonNode json) {
        return new Node(
                json,
                traits(json),
                shape(json),
                limits(json),
                junctors(json),
                list(json, "x-kubernetes-validations", Rule::new));
    }

    private static Traits traits(JsonNode json) {
        boolean intOrString = json.path("x-kubernetes-int-or-string").asBoolean();
        String type = json.path("type").asText();
        String format = json.path("format").asText();
        return new Traits(
                type,
                Formats.checked(intOrString ? "" : type, format) ? format : "",
                json.path("nullable").asBoolean(),
                intOrString,
                json.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
                json.path("x-kubernetes-embedded-resource").asBoolean(),
                json.hasNonNull("default") ? json.get("default") : null);
    }

    private static Shape shape(JsonNode json) {
        SortedMap<String, Node> properties = new TreeMap<>();
        json.path("properties").properties().forEach(entry -> properties.put(entry.getKey(), read(entry.getValue())));
        JsonNode additional = json.path("additionalProperties");
        return new Shape(
                Collections.unmodifiableSortedMap(properties),
                !additional.isMissingNode(),
                additional.isBoolean() && !additional.booleanValue(),
                child(additional),
                child(json.path("items")),
                json.path("x-kubernetes-list-type").asText(),
                list(json, "x-kubernetes-list-map-keys", JsonNode::asText),
                json.path("x-kubernetes-map-type").asText());
    }

    private static @Nullable Node child(JsonNode json) {
        return json.isObject() ? read(json) : null;
    }

    private static Limits limits(JsonNode json) {
        JsonNode factor = json.path("multipleOf");
        String pattern = json.path("pattern").asText();
        return new Limits(
                bound(json.path("minimum"), json.path("exclusiveMinimum")),
                bound(json.path("maximum"), json.path("exclusiveMaximum")),
                factor.isNumber() ? factor.doubleValue() : null,
                size(json.path("minLength"), json.path("maxLength")),
                size(json.path("minItems"), json.path("maxItems")),
                size(json.path("minProperties"), json.path("maxProperties")),
                json.path("uniqueItems").asBoolean(),
                pattern.isEmpty() ? null : new Regex(pattern),
                list(json, "required", JsonNode::asText),
                list(json, "enum", Function.identity()));
    }

    private static Limits.@Nullable Bound bound(JsonNode value, JsonNode exclusive) {
        return value.isNumber() ? new Limits.Bound(value.doubleValue(), exclusive.asBoolean()) : null;
    }

    private static Limits.Size size(JsonNode least, JsonNode most) {
        return new Limits.Size(least.isNumber() ? least.longValue() : null, most.isNumber() ? most.longValue() : null);
    }

    private static Junctors junctors(JsonNode json) {
        return new Junctors(
                list(json, "allOf", NodeReader::read),
                list(json, "anyOf", NodeReader::read),
                list(json, "oneOf", NodeReader::read),
                child(json.path("not")));
    }

    private static <T> List<T> list(JsonNode json, String name, Function<JsonNode, T> read) {
        List<T> found = new ArrayList<>();
        json.path(name).forEach(item -> found.add(read.apply(item)));
        return List.copyOf(found);
    }
}
