package com.amd.aim.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrdShapeTest {
    /** An annotation of kubectl apply holds the whole object, and an annotation has at most 256 KiB. */
    private static final int MOST_BYTES = 200 * 1024;

    private static final Map<String, String> FILES = CrdWriter.files();

    @Test
    @DisplayName("each fits in the annotation that kubectl apply writes")
    void size() {
        assertThat(FILES).allSatisfy((_, text) -> assertThat(text.length()).isLessThan(MOST_BYTES));
    }

    @Test
    @DisplayName("every field has a description")
    void descriptions() {
        assertThat(violations(
                        (path, schema) -> schema.path("description").asText().isBlank() ? path : ""))
                .isEmpty();
    }

    @Test
    @DisplayName("every list says how two appliers meet in it")
    void lists() {
        assertThat(violations((path, schema) ->
                        schema.path("type").asText().equals("array") && !schema.has("x-kubernetes-list-type")
                                ? path
                                : ""))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "every list, map and string that a user gives is bounded, so that rules have a cost and nobody fills the store")
    void bounds() {
        assertThat(violations((path, schema) -> {
                    boolean bounded = switch (schema.path("type").asText()) {
                        case "array" -> schema.has("maxItems");
                        case "string" -> schema.has("maxLength") || schema.has("enum");
                        case "object" -> !schema.has("additionalProperties") || schema.has("maxProperties");
                        default -> true;
                    };
                    return path.contains(" spec") && !bounded ? path : "";
                }))
                .isEmpty();
    }

    @Test
    @DisplayName("every whole number has a format, and every rule a message on one line")
    void formatsAndMessages() {
        assertThat(violations((path, schema) ->
                        schema.path("type").asText().equals("integer") && !schema.has("format") ? path : ""))
                .isEmpty();
        assertThat(violations((path, schema) -> {
                    for (JsonNode rule : schema.path("x-kubernetes-validations")) {
                        String message = rule.path("message").asText();
                        if (message.isBlank() || message.contains("\n")) {
                            return path;
                        }
                    }
                    return "";
                }))
                .isEmpty();
    }

    @Test
    @DisplayName("kubectl get shows the columns in the order the class declares them")
    void columns() throws IOException {
        assertThat(columns("aimservices"))
                .containsExactly(
                        "Phase",
                        "Model",
                        "Recipe",
                        "GPUs",
                        "Ready",
                        "Cache",
                        "Age",
                        "Endpoint",
                        "Precision",
                        "Backend",
                        "Reason");
        assertThat(columns("aimmodelcaches"))
                .containsExactly(
                        "Phase", "Source", "Progress", "Size", "Used By", "Age", "Rate", "ETA", "Revision", "Claim");
    }

    private static List<String> columns(String plural) throws IOException {
        var names = new ArrayList<String>();
        new YAMLMapper()
                .readTree(FILES.get(plural + ".yaml"))
                .at("/spec/versions/0/additionalPrinterColumns")
                .forEach(column -> names.add(column.path("name").asText()));
        return names;
    }

    private interface Check {
        /** The path when it is violated, else nothing. */
        String violation(String path, JsonNode schema);
    }

    private static List<String> violations(Check check) {
        var found = new ArrayList<String>();
        FILES.forEach((file, text) -> {
            try {
                walk(
                        file,
                        new YAMLMapper().readTree(text).at("/spec/versions/0/schema/openAPIV3Schema"),
                        (path, schema) -> found.add(check.violation(path, schema)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        found.removeIf(String::isEmpty);
        return found;
    }

    private static void walk(String path, JsonNode schema, BiConsumer<String, JsonNode> visitor) {
        schema.path("properties").properties().forEach(property -> {
            String child = path + (path.endsWith(".yaml") ? " " : ".") + property.getKey();
            visitor.accept(child, property.getValue());
            walk(child, property.getValue(), visitor);
        });
        if (schema.has("items")) {
            walk(path + "[]", schema.get("items"), visitor);
        }
    }
}
