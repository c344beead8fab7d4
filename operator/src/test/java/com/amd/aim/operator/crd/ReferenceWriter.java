package com.amd.aim.operator.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every field of a resource as a page for people, made of its CustomResourceDefinition. */
final class ReferenceWriter {
    /** Types of Kubernetes itself are described there. */
    private static final int DEEPEST = 4;

    private final StringBuilder page = new StringBuilder();

    private ReferenceWriter() {}

    /** File name to content, as they stand in {@code docs/reference}. */
    static SortedMap<String, String> pages() {
        var pages = new TreeMap<String, String>();
        for (Map.Entry<String, String> file : CrdWriter.files().entrySet()) {
            JsonNode crd = read(file.getValue());
            String kind = crd.at("/spec/names/kind").textValue();
            pages.put(kind.toLowerCase(Locale.ROOT) + ".md", new ReferenceWriter().page(kind, crd));
        }
        return pages;
    }

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(String kind, JsonNode crd) {
        JsonNode version = crd.at("/spec/versions/0");
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        page.append("# ").append(kind).append("\n\n");
        page.append("<!-- Generated from the CustomResourceDefinition; change the records of operator.api. -->\n\n");
        page.append(schema.path("description").textValue()).append("\n\n");
        page.append("`apiVersion: %s/%s`, `kind: %s`; kubectl knows it as `%s`, `%s` as well.%n"
                .formatted(
                        crd.at("/spec/group").textValue(),
                        version.path("name").textValue(),
                        kind,
                        crd.at("/spec/names/singular").textValue(),
                        crd.at("/spec/names/shortNames/0").textValue()));
        for (String part : List.of("spec", "status")) {
            page.append("\n## ").append(part).append("\n\n| field | type | |\n|---|---|---|\n");
            rows(part, schema.at("/properties/" + part), 0);
        }
        rules(schema);
        return page.toString();
    }

    private void rows(String path, JsonNode object, int depth) {
        Set<String> required = new HashSet<>();
        object.path("required").forEach(name -> required.add(name.textValue()));
        for (Map.Entry<String, JsonNode> field : object.path("properties").properties()) {
            JsonNode schema = field.getValue();
            String name = path.isEmpty() || depth == 0 ? field.getKey() : path + "." + field.getKey();
            page.append("| `%s` | %s | %s |%n"
                    .formatted(name, type(schema), cell(schema, required.contains(field.getKey()))));
            JsonNode inner = schema.has("items") ? schema.path("items") : schema;
            if (depth < DEEPEST) {
                rows(schema.has("items") ? name + "[]" : name, inner, depth + 1);
            }
        }
    }

    private static String type(JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "integer or string";
        }
        String type = schema.path("type").asText("any");
        return switch (type) {
            case "array" -> "list of " + type(schema.path("items"));
            case "object" ->
                schema.path("additionalProperties").isObject()
                        ? "map to " + type(schema.path("additionalProperties"))
                        : "object";
            default -> type;
        };
    }

    private static String cell(JsonNode schema, boolean required) {
        List<String> parts = new ArrayList<>();
        if (required) {
            parts.add("**Required.**");
        }
        if (schema.has("description")) {
            parts.add(schema.path("description").textValue().replace("|", "\\|"));
        }
        if (schema.has("default") && !schema.path("default").isContainerNode()) {
            parts.add("Default `" + schema.path("default").asText() + "`.");
        }
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            parts.add("One of " + String.join(", ", values) + ".");
        }
        bounds(schema, parts);
        return String.join(" ", parts);
    }

    private static void bounds(JsonNode schema, List<String> parts) {
        if (schema.has("minimum") && schema.has("maximum")) {
            parts.add("From " + schema.path("minimum").asText() + " to "
                    + schema.path("maximum").asText() + ".");
        } else if (schema.has("minimum")) {
            parts.add("At least " + schema.path("minimum").asText() + ".");
        }
        if (schema.has("maxItems")) {
            parts.add("At most " + schema.path("maxItems").asText() + ".");
        }
    }

    /** What fields must be together, in the words of the refusal. */
    private void rules(JsonNode schema) {
        List<String> messages = new ArrayList<>();
        collect(schema, messages);
        if (!messages.isEmpty()) {
            page.append("\n## Rules\n\n");
            messages.forEach(message -> page.append("- ").append(message).append('\n'));
        }
    }

    private static void collect(JsonNode node, List<String> messages) {
        node.path("x-kubernetes-validations").forEach(rule -> {
            if (rule.has("message") && !messages.contains(rule.path("message").textValue())) {
                messages.add(rule.path("message").textValue());
            }
        });
        node.forEach(child -> collect(child, messages));
    }
}
