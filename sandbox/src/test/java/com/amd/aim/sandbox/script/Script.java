package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Requests in a namespace of their own, one after the other.
 *
 * @param topic the file it stands in
 * @param omit what of every answer others than the API server write, as pointers
 */
public record Script(String topic, String name, List<String> omit, List<Step> steps) {

    static Script of(String topic, JsonNode script) {
        return new Script(
                topic,
                script.required("name").asText(),
                texts(script.path("omit")),
                elements(script.required("steps")).map(Step::of).toList());
    }

    static List<String> texts(JsonNode array) {
        return elements(array).map(JsonNode::asText).toList();
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return topic + ": " + name;
    }
}
