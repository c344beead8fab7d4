package com.amd.aim.kube.schema.node;

import com.amd.aim.kube.schema.node.SchemaNode.Extensions;
import com.amd.aim.kube.schema.node.SchemaNode.Junctors;
import com.amd.aim.kube.schema.node.SchemaNode.Rule;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@link SchemaNode} from JSON. */
final class SchemaReader {

    static final Map<String, SchemaNode> TYPE_AND_OBJECT_META = typeAndObjectMeta();

    private SchemaReader() {}

    private static Map<String, SchemaNode> typeAndObjectMeta() {
        ObjectNode string = JsonNodeFactory.instance.objectNode().put("type", "string");
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("type", "object");
        ObjectNode properties = metadata.putObject("properties");
        properties.set("name", string);
        properties.set("generateName", string);
        return Map.of("apiVersion", read(string), "kind", read(string), "metadata", read(metadata));
    }

    static SchemaNode read(JsonNode schema) {
        JsonNode items = schema.get("items");
        JsonNode additional = schema.get("additionalProperties");
        Map<String, SchemaNode> properties = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            properties.put(property.getKey(), read(property.getValue()));
        }
        return new SchemaNode(
                schema.path("type").asText(),
                schema.path("nullable").asBoolean(),
                given(schema, "default"),
                items != null && items.isObject() ? read(items) : null,
                Collections.unmodifiableMap(properties),
                additional != null && additional.isObject() ? read(additional) : null,
                additional != null && additional.isBoolean() && additional.booleanValue(),
                additional != null && additional.isBoolean() && !additional.booleanValue(),
                extensions(schema),
                constraints(schema),
                junctors(schema),
                rules(schema),
                schema);
    }

    private static @Nullable JsonNode given(JsonNode schema, String name) {
        JsonNode value = schema.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static Extensions extensions(JsonNode schema) {
        return new Extensions(
                schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
                schema.path("x-kubernetes-embedded-resource").asBoolean(),
                schema.path("x-kubernetes-int-or-string").asBoolean(),
                schema.path("x-kubernetes-list-type").asText(),
                texts(schema.path("x-kubernetes-list-map-keys")),
                schema.path("x-kubernetes-map-type").asText());
    }

    private static Constraints constraints(JsonNode schema) {
        String pattern = schema.path("pattern").asText();
        List<JsonNode> allowed = new ArrayList<>();
        schema.path("enum").forEach(allowed::add);
        return new Constraints(
                schema.path("format").asText(),
                new Constraints.Bounds(
                        number(schema, "minimum"),
                        schema.path("exclusiveMinimum").asBoolean(),
                        number(schema, "maximum"),
                        schema.path("exclusiveMaximum").asBoolean()),
                number(schema, "multipleOf"),
                length(schema, "minLength"),
                length(schema, "maxLength"),
                pattern,
                compile(pattern),
                length(schema, "minItems"),
                length(schema, "maxItems"),
                schema.path("uniqueItems").asBoolean(),
                length(schema, "minProperties"),
                length(schema, "maxProperties"),
                texts(schema.path("required")),
                List.copyOf(allowed));
    }

    private static @Nullable Pattern compile(String pattern) {
        try {
            return pattern.isEmpty() ? null : Pattern.compile(pattern);
        } catch (PatternSyntaxException _) {
            return null; // the check of the definition reports it
        }
    }

    private static @Nullable Double number(JsonNode schema, String name) {
        JsonNode value = schema.get(name);
        return value != null && value.isNumber() ? value.doubleValue() : null;
    }

    private static OptionalLong length(JsonNode schema, String name) {
        JsonNode value = schema.get(name);
        return value != null && value.isNumber() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>(list.size());
        list.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }

    private static Junctors junctors(JsonNode schema) {
        JsonNode not = schema.get("not");
        if (not == null && !schema.has("allOf") && !schema.has("anyOf") && !schema.has("oneOf")) {
            return Junctors.NONE;
        }
        return new Junctors(
                all(schema.path("allOf")),
                all(schema.path("anyOf")),
                all(schema.path("oneOf")),
                not != null && not.isObject() ? read(not) : null);
    }

    private static List<SchemaNode> all(JsonNode schemas) {
        List<SchemaNode> nodes = new ArrayList<>(schemas.size());
        schemas.forEach(schema -> nodes.add(read(schema)));
        return List.copyOf(nodes);
    }

    private static List<Rule> rules(JsonNode schema) {
        List<Rule> rules = new ArrayList<>();
        for (JsonNode rule : schema.path("x-kubernetes-validations")) {
            rules.add(new Rule(
                    rule.path("rule").asText(),
                    text(rule, "message"),
                    text(rule, "messageExpression"),
                    text(rule, "fieldPath"),
                    text(rule, "reason"),
                    flag(rule, "optionalOldSelf"),
                    rule));
        }
        return List.copyOf(rules);
    }

    private static @Nullable Boolean flag(JsonNode rule, String name) {
        JsonNode value = rule.path(name);
        return value.isBoolean() ? value.booleanValue() : null;
    }

    private static @Nullable String text(JsonNode rule, String name) {
        String text = rule.path(name).asText();
        return text.isEmpty() ? null : text;
    }
}
