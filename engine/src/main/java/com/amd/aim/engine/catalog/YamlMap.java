package com.amd.aim.engine.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping that is read field by field. What is wrong is added to the problems of the file, at its line and column;
 * the reader goes on, so that one run names everything. {@link #done} then refuses what nobody asked for.
 */
final class YamlMap {
    private final MappingNode node;
    private final String path;
    private final Problems problems;
    private final Map<String, NodeTuple> fields = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    YamlMap(MappingNode node, String path, Problems problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        for (NodeTuple field : node.getValue()) {
            Node key = field.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                problems.add(key.getStartMark(), path, "a field's name must be plain text");
            } else if (fields.putIfAbsent(scalar.getValue(), field) != null) {
                problems.add(key.getStartMark(), at(scalar.getValue()), "the field is there twice");
            }
        }
    }

    /** The names that are there, in the file's order. */
    List<String> names() {
        return List.copyOf(fields.keySet());
    }

    /** Text of any scalar that is there. */
    Optional<String> raw(String field) {
        return value(field).flatMap(value -> scalar(value, at(field)));
    }

    /** Text that must be text: a bare number, boolean or nothing is refused. */
    Optional<String> text(String field) {
        return value(field).flatMap(value -> text(value, at(field)));
    }

    /** As {@link #text}, but must be there; {@code ""} with a problem added where it is not. */
    String required(String field) {
        if (!fields.containsKey(field)) {
            problems.add(node.getStartMark(), at(field), "the field is missing");
        }
        Optional<String> text = text(field);
        if (text.isPresent() && text.get().isBlank()) {
            problem(field, "must not be empty");
        }
        return text.orElse("");
    }

    /** A word that {@code parse} knows; else the known ones are listed. */
    <T> Optional<T> word(String field, Function<String, Optional<T>> parse, String known) {
        return raw(field).flatMap(word -> {
            Optional<T> parsed = parse.apply(word);
            if (parsed.isEmpty()) {
                problem(field, "\"" + word + "\" is not known; known are " + known);
            }
            return parsed;
        });
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> flag(String field) {
        return value(field).flatMap(value -> {
            if (value instanceof ScalarNode scalar && value.getTag().equals(Tag.BOOL)) {
                return Optional.of(YamlScalar.bool(scalar.getValue()));
            }
            problems.add(value.getStartMark(), at(field), "must be true or false");
            return Optional.empty();
        });
    }

    /** A whole number from 1. */
    OptionalInt count(String field) {
        Optional<Integer> count = value(field).flatMap(value -> {
            if (value instanceof ScalarNode scalar && scalar.getValue().matches("[1-9]\\d{0,8}")) {
                return Optional.of(Integer.valueOf(scalar.getValue()));
            }
            problems.add(value.getStartMark(), at(field), "must be a whole number from 1");
            return Optional.empty();
        });
        return count.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** A list of texts; empty where it is missing. Numbers are taken as they are written. */
    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        items(field).forEach((at, item) -> scalar(item, at).ifPresent(texts::add));
        return texts;
    }

    /** A list of mappings; empty where it is missing. */
    List<YamlMap> maps(String field) {
        List<YamlMap> maps = new ArrayList<>();
        items(field).forEach((at, item) -> map(item, at).ifPresent(maps::add));
        return maps;
    }

    /** A mapping. */
    Optional<YamlMap> map(String field) {
        return value(field).flatMap(value -> map(value, at(field)));
    }

    /** A value of any kind, but not nothing. */
    Optional<JsonNode> json(String field) {
        Optional<Node> node = value(field);
        if (node.isPresent() && node.get().getTag().equals(Tag.NULL)) {
            problem(field, "must be a number, a boolean, text, or a list or mapping of these");
            return Optional.empty();
        }
        return node.flatMap(value -> new YamlJson(problems).of(value, at(field)));
    }

    /** The node itself, for values that may be of several kinds. */
    Optional<Node> value(String field) {
        asked.add(field);
        return Optional.ofNullable(fields.get(field)).map(NodeTuple::getValueNode);
    }

    /** Adds a problem at a field's value; at the mapping itself where the field is missing. */
    void problem(String field, String message) {
        NodeTuple tuple = fields.get(field);
        problems.add(tuple == null ? node.getStartMark() : tuple.getValueNode().getStartMark(), at(field), message);
    }

    /** Refuses every field that was never asked for. */
    void done() {
        fields.forEach((name, tuple) -> {
            if (!asked.contains(name)) {
                problems.add(
                        tuple.getKeyNode().getStartMark(),
                        at(name),
                        "the field is not known; known are "
                                + asked.stream().sorted().collect(Collectors.joining(", ")));
            }
        });
    }

    private Map<String, Node> items(String field) {
        Map<String, Node> items = new LinkedHashMap<>();
        value(field).ifPresent(value -> {
            if (value instanceof SequenceNode list) {
                list.getValue().forEach(item -> items.put(at(field) + "[" + items.size() + "]", item));
            } else {
                problems.add(value.getStartMark(), at(field), "must be a list");
            }
        });
        return items;
    }

    private Optional<YamlMap> map(Node value, String at) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new YamlMap(mapping, at, problems));
        }
        problems.add(value.getStartMark(), at, "must be a mapping of fields to values");
        return Optional.empty();
    }

    private Optional<String> text(Node value, String at) {
        Optional<String> text = scalar(value, at);
        if (text.isPresent() && !value.getTag().equals(Tag.STR)) {
            problems.add(value.getStartMark(), at, "must be text; put " + text.get() + " in quotes");
            return Optional.empty();
        }
        return text;
    }

    private Optional<String> scalar(Node value, String at) {
        if (value instanceof ScalarNode scalar
                && !scalar.getValue().isBlank()
                && !value.getTag().equals(Tag.NULL)) {
            return Optional.of(scalar.getValue());
        }
        problems.add(value.getStartMark(), at, "must be text");
        return Optional.empty();
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
