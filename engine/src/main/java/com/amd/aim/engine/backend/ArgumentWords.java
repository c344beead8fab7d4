package com.amd.aim.engine.backend;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The words of a command that set one argument, as the release's parser reads them (R53). */
final class ArgumentWords {
    private ArgumentWords() {}

    static List<String> of(String name, JsonNode value, EngineRelease release) {
        Optional<Argument> known = release.arguments().find(name);
        boolean field = name.indexOf('.') >= 0;
        if (field || value.isObject() || known.filter(Argument::takesJson).isPresent()) {
            return pair(name, text(value));
        }
        if (value.isArray()) {
            return list(name, value.valueStream().map(JsonNode::asText).toList(), known);
        }
        boolean bare = known.map(one -> one.isSwitch() || (one.arity() == Argument.Arity.OPTIONAL && value.isBoolean()))
                .orElse(true);
        return bare && ArgumentValue.isBoolean(value) ? onOff(name, value, known) : pair(name, value.asText());
    }

    /** True is a bare flag; false is {@code --no-…} where the parser has that, else nothing. */
    private static List<String> onOff(String name, JsonNode value, Optional<Argument> known) {
        if (Boolean.parseBoolean(value.asText().strip())) {
            return List.of("--" + name);
        }
        boolean negatable =
                known.filter(one -> one.kind() == Argument.Kind.BOOLEAN).isPresent();
        return negatable ? List.of("--no-" + name) : List.of();
    }

    private static List<String> list(String name, List<String> values, Optional<Argument> known) {
        if (known.filter(one -> one.arity() == Argument.Arity.REPEATED).isPresent()) {
            return values.stream().flatMap(value -> pair(name, value).stream()).toList();
        }
        List<String> words = new ArrayList<>();
        words.add("--" + name);
        words.addAll(values);
        return words;
    }

    /** One word where the value would be taken for an argument of its own. */
    private static List<String> pair(String name, String value) {
        return value.startsWith("-") && !value.matches("-\\d+|-\\d*\\.\\d+")
                ? List.of("--" + name + "=" + value)
                : Stream.of("--" + name, value).toList();
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText();
    }
}
