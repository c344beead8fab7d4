package com.amd.aim.sandbox.api.tables;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.LabelSelector;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Columns that many kinds share, and short ways to make others. */
final class Columns {

    static final String NONE = "<none>";

    private Columns() {}

    static Column name() {
        return new Column(
                "Name", "string", "name", Descriptions.NAME, 0, (object, _) -> object.textNode(Meta.name(object)));
    }

    static Column age() {
        return timed("Age", 0, Ages::of).described(Descriptions.CREATED);
    }

    /** What a kind without columns of its own shows. */
    static List<Column> plain() {
        return List.of(
                name(),
                new Column(
                        "Created At",
                        "date",
                        "",
                        Descriptions.CREATED,
                        0,
                        (object, _) -> object.textNode(Json.text(object, "metadata", "creationTimestamp"))));
    }

    /** A column of text. */
    static Column text(String name, Function<ObjectNode, String> of) {
        return new Column(name, "string", "", "", 0, (object, _) -> object.textNode(of.apply(object)));
    }

    /** A column of a number that is called text. */
    static Column count(String name, int priority, java.util.function.ToLongFunction<ObjectNode> of) {
        return new Column(name, "string", "", "", priority, (object, _) -> object.numberNode(of.applyAsLong(object)));
    }

    /** A column of text that only the wide form has. */
    static Column wide(String name, Function<ObjectNode, String> of) {
        return new Column(name, "string", "", "", 1, (object, _) -> object.textNode(of.apply(object)));
    }

    /** The text at a path; NONE when there is none. */
    static Column at(String name, String... path) {
        return text(name, object -> orNone(Json.text(object, path)));
    }

    /** The number at a path; 0 when there is none. */
    static Column number(String name, String... path) {
        return new Column(name, "integer", "", "", 0, (object, _) -> object.numberNode(Json.number(object, 0, path)));
    }

    /** A column of text that depends on the time. */
    static Column timed(String name, int priority, BiFunction<ObjectNode, Instant, String> of) {
        return new Column(name, "string", "", "", priority, (object, now) -> object.textNode(of.apply(object, now)));
    }

    /** Containers, images and selector of what makes pods by a template; wide. */
    static List<Column> template() {
        return List.of(
                wide("Containers", object -> ofContainers(object, "name")),
                wide("Images", object -> ofContainers(object, "image")),
                wide(
                        "Selector",
                        object -> orNone(LabelSelector.text(object.path("spec").path("selector")))));
    }

    private static String ofContainers(ObjectNode object, String field) {
        return Json.items(object, "spec", "template", "spec", "containers").stream()
                .map(container -> Json.text(container, field))
                .collect(Collectors.joining(","));
    }

    static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    /** Labels as {@code a=b,c=d}. */
    static String labels(JsonNode labels) {
        return orNone(Meta.strings(labels).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(",")));
    }

    /** Whether a condition of the status is True. */
    static boolean has(ObjectNode object, String condition) {
        return Json.items(object, "status", "conditions").stream()
                .anyMatch(item -> Json.text(item, "type").equals(condition)
                        && Json.text(item, "status").equals("True"));
    }
}
