package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Answers without what no two servers share: uids and versions are numbered in the order in which a script meets them, so that equal ones
 * stay equal; times, ages and tokens become words. What has no order on the
 * real server is sorted: keys, managers, the causes of a refusal, the resources of a group.
 */
final class Normal {
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]*");
    private static final Pattern AGE = Pattern.compile("([0-9]+[dhms])+");
    private static final Map<Pattern, String> WORDS = Map.of(
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z"), "time",
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}Z"), "microtime",
            Pattern.compile("(?<=resourceVersion\\\\\":\\\\\")[0-9]+"), "version",
            Pattern.compile("(?<=, current: )[0-9]+"), "version",
            Pattern.compile("(?<=ResourceVersion in (record \\(|object meta: ))[0-9]+"), "version",
            Pattern.compile("(?<=too old resource version: )[0-9]+ \\([0-9]+\\)"), "version (version)");

    private final Map<String, String> uids = new HashMap<>();
    private final Map<String, String> versions = new HashMap<>();
    private final Map<String, String> words;

    /** @param words by which a script calls values; they may become more */
    Normal(Map<String, String> words) {
        this.words = words;
    }

    JsonNode of(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case TextNode text -> TextNode.valueOf(text(text.asText()));
            default -> node;
        };
    }

    String text(String raw) {
        String text = raw;
        for (Map.Entry<String, String> word : words.entrySet()) {
            // a version is a number that may stand for anything
            if (!DIGITS.matcher(word.getValue()).matches()) {
                text = text.replace(word.getValue(), "{" + word.getKey() + "}");
            }
        }
        text = UID.matcher(text).replaceAll(uid -> uids.computeIfAbsent(uid.group(), _ -> "uid-" + (uids.size() + 1)));
        for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
            text = word.getKey().matcher(text).replaceAll(word.getValue());
        }
        return text;
    }

    private ObjectNode object(ObjectNode object) {
        ObjectNode raw = isAnyMoment(object) ? withoutMoment(object.deepCopy()) : Causes.sorted(object);
        SortedMap<String, JsonNode> sorted = new TreeMap<>();
        for (String key :
                new TreeSet<>(raw.properties().stream().map(Map.Entry::getKey).toList())) {
            sorted.put(text(key), field(key.substring(key.lastIndexOf('/') + 1), raw.get(key)));
        }
        return JsonNodeFactory.instance.objectNode().setAll(sorted);
    }

    /** The version of a list, a table or a bookmark is that of the whole store, in which others write as well. */
    private static boolean isAnyMoment(ObjectNode object) {
        return object.has("items")
                || object.has("rows")
                || object.path("type").asText().equals("BOOKMARK");
    }

    private static ObjectNode withoutMoment(ObjectNode copy) {
        for (String at : new String[] {"/metadata", "/object/metadata"}) {
            if (copy.at(at) instanceof ObjectNode metadata && metadata.has("resourceVersion")) {
                metadata.put("resourceVersion", "version");
            }
        }
        return copy;
    }

    private JsonNode field(String key, JsonNode value) {
        return switch (key) {
            case "resourceVersion" -> TextNode.valueOf(version(value.asText()));
            case "continue" -> TextNode.valueOf(value.asText().isEmpty() ? "" : "token");
            case "managedFields" -> managers(value);
            case "cells" -> cells(value);
            case "resources" -> sorted(value);
            default -> of(value);
        };
    }

    private String version(String raw) {
        return DIGITS.matcher(raw).matches()
                ? versions.computeIfAbsent(raw, _ -> "version-" + (versions.size() + 1))
                : raw;
    }

    /** A line for each manager; their order depends on the second in which they wrote. */
    private JsonNode managers(JsonNode managers) {
        TreeSet<String> lines = new TreeSet<>();
        managers.forEach(manager -> lines.add(of(manager).toString()));
        ArrayNode normal = JsonNodeFactory.instance.arrayNode();
        lines.forEach(normal::add);
        return normal;
    }

    private ArrayNode cells(JsonNode cells) {
        ArrayNode normal = JsonNodeFactory.instance.arrayNode();
        for (JsonNode cell : cells) {
            boolean age = cell.isTextual() && AGE.matcher(cell.asText()).matches();
            normal.add(cell.isArray() ? cells(cell) : age ? TextNode.valueOf("age") : of(cell));
        }
        return normal;
    }

    /** The resources of a group come in no order. */
    private JsonNode sorted(JsonNode resources) {
        List<JsonNode> items = new ArrayList<>();
        resources.forEach(items::add);
        items.sort(Comparator.comparing(
                item -> item.path("name").asText(item.path("resource").asText())));
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> sorted.add(of(item)));
        return sorted;
    }

    private ArrayNode array(ArrayNode array) {
        ArrayNode normal = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> normal.add(of(item)));
        return normal;
    }
}
