package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** What OpenAPI or JSON schema have and a structural schema cannot even be read with. */
final class Unsupported {

    private static final List<String> KEYWORDS =
            List.of("id", "$schema", "$ref", "patternProperties", "dependencies", "additionalItems", "definitions");

    private Unsupported() {}

    /** {@return whether a schema and all its parts can be read} */
    static boolean readable(JsonNode schema) {
        boolean foreign = KEYWORDS.stream().anyMatch(schema::has);
        JsonNode preserve = schema.path("x-kubernetes-preserve-unknown-fields");
        boolean denied = preserve.isBoolean() && !preserve.booleanValue();
        return !foreign
                && !denied
                && !schema.path("items").isArray()
                && parts(schema).allMatch(Unsupported::readable);
    }

    private static Stream<JsonNode> parts(JsonNode schema) {
        Stream<JsonNode> lists = Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(name -> schema.path(name).valueStream());
        Stream<JsonNode> single =
                Stream.of("not", "items", "additionalProperties").map(schema::path);
        return Stream.of(lists, single, schema.path("properties").valueStream())
                .flatMap(part -> part)
                .filter(JsonNode::isObject);
    }
}
