package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The part of Kubernetes' JSON path that printer columns use: {@code .a.b}, {@code ['a.b']}, {@code [0]}, {@code [*]} and
 * {@code [?(@.type=="Ready")]}.
 */
final class JsonPath {

    private static final Pattern STEP = Pattern.compile(
            "\\.?\\[\\?\\(@\\.?([^=!]+?)\\s*(==|!=)\\s*[\"']?(.*?)[\"']?\\)]|\\.?\\[[\"'](.+?)[\"']]|\\.?\\[(-?\\d+)]|\\.?\\[(\\*)]"
                    + "|\\.((?:\\\\.|[^.\\[\\\\])+)");

    private final List<Step> steps;

    private interface Step {
        Stream<JsonNode> from(JsonNode node);
    }

    private JsonPath(List<Step> steps) {
        this.steps = steps;
    }

    static JsonPath of(String text) {
        List<Step> steps = new ArrayList<>();
        STEP.matcher(text).results().map(JsonPath::step).forEach(steps::add);
        return new JsonPath(steps);
    }

    private static Step step(MatchResult found) {
        String field = found.group(1);
        if (field != null) {
            boolean equal = found.group(2).equals("==");
            String value = found.group(3);
            return node -> elements(node).filter(item -> text(item, field).equals(value) == equal);
        }
        if (found.group(4) != null) {
            return node -> child(node, found.group(4));
        }
        if (found.group(5) != null) {
            int index = Integer.parseInt(found.group(5));
            return node -> present(node.get(index < 0 ? node.size() + index : index));
        }
        if (found.group(6) != null || found.group(7).equals("*")) {
            return JsonPath::elements;
        }
        String name = found.group(7).replaceAll("\\\\(.)", "$1");
        return node -> child(node, name);
    }

    private static String text(JsonNode item, String path) {
        JsonNode at = Json.at(item, path.strip().split("\\."));
        return at == null ? "" : at.asText();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        List<JsonNode> all = new ArrayList<>();
        node.forEach(all::add);
        return all.stream();
    }

    private static Stream<JsonNode> child(JsonNode node, String name) {
        return present(node.get(name));
    }

    private static Stream<JsonNode> present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? Stream.empty() : Stream.of(node);
    }

    /** What the path finds, in order. */
    List<JsonNode> find(JsonNode root) {
        Stream<JsonNode> found = Stream.of(root);
        for (Step step : steps) {
            found = found.flatMap(step::from);
        }
        return found.toList();
    }
}
