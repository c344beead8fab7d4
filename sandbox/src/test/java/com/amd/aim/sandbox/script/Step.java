package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One request and what to make of its answer. {@code {word}} in path and body stands for what an earlier step kept, or the namespace.
 *
 * @param headers names and values, alternating
 * @param keep words for values of the answer, by pointer
 * @param until what the answer must hold, by pointer, before the script goes on; {@code *} is anything, an empty text nothing
 * @param events how many lines of a watch to read; 0: all of the answer
 * @param show the pointers of what matters in the answer; empty: everything
 */
record Step(
        String method,
        String path,
        List<String> headers,
        String body,
        Map<String, String> keep,
        Map<String, String> until,
        int events,
        List<String> show) {

    private static final Map<String, String> TYPES = Map.of(
            "json", "application/json-patch+json",
            "merge", "application/merge-patch+json",
            "strategic", "application/strategic-merge-patch+json",
            "apply", "application/apply-patch+yaml");

    static Step of(JsonNode step) {
        String[] ask = step.required("ask").asText().split(" ", 2);
        JsonNode send = step.path("send");
        return new Step(
                ask[0],
                ask[1],
                headers(step),
                send.isTextual() || send.isMissingNode() ? send.asText() : send.toString(),
                texts(step.path("keep")),
                texts(step.path("until")),
                step.path("events").asInt(),
                Script.texts(step.path("show")));
    }

    private static List<String> headers(JsonNode step) {
        List<String> headers = new ArrayList<>();
        if (step.has("send")) {
            String type = step.path("type").asText("application/json");
            headers.addAll(List.of("Content-Type", TYPES.getOrDefault(type, type)));
        }
        if (step.has("as")) {
            String kind = step.path("as").asText();
            headers.addAll(List.of("Accept", "application/json;as=" + kind + ";v=v1;g=meta.k8s.io"));
        }
        texts(step.path("headers")).forEach((name, value) -> headers.addAll(List.of(name, value)));
        return List.copyOf(headers);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }
}
