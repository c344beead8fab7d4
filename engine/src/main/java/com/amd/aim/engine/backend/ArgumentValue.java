package com.amd.aim.engine.backend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a parser takes a value for an argument. */
final class ArgumentValue {
    private static final Pattern INTEGER = Pattern.compile("[-+]?\\d+");
    private static final Pattern COUNT = Pattern.compile("[-+]?\\d+|\\d+(\\.\\d+)?[kmgt]|\\d+[KMGT]");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern COUNT_IN_JSON = Pattern.compile("\\b\\d+(\\.\\d+)?[kKmMgGtT]\\b");

    private ArgumentValue() {}

    /** Apart, since few need it and it takes longer to be loaded than all else here. */
    private static final class Json {
        private static final ObjectMapper MAPPER = new ObjectMapper();
    }

    /** What the value must be, as the end of a sentence; empty where it is. */
    static Optional<String> problem(Argument argument, JsonNode value) {
        if (argument.isSwitch()) {
            return isBoolean(value) ? Optional.empty() : Optional.of("must be true or false");
        }
        if (argument.takesJson() && value.isContainerNode()) {
            return Optional.empty();
        }
        if (argument.arity() == Argument.Arity.OPTIONAL && value.isBoolean()) {
            return Optional.empty();
        }
        if (argument.arity() == Argument.Arity.SOME && value.isArray() && value.isEmpty()) {
            return Optional.of("must be a list of one or more values");
        }
        Stream<JsonNode> items = argument.isList() && value.isArray() ? value.valueStream() : Stream.of(value);
        return items.allMatch(item ->
                        item.isValueNode() && takes(argument, item.asText().strip()))
                ? Optional.empty()
                : Optional.of(wanted(argument));
    }

    static boolean isBoolean(JsonNode value) {
        return value.isValueNode()
                && Stream.of("true", "false").anyMatch(value.asText().strip().toLowerCase(Locale.ROOT)::equals);
    }

    private static boolean takes(Argument argument, String text) {
        if (argument.words().contains(text)) {
            return true;
        }
        if (!argument.choices().isEmpty()) {
            String word = argument.kind() == Argument.Kind.WORD
                    ? text.toLowerCase(Locale.ROOT).replace('-', '_')
                    : text;
            return argument.choices().contains(word);
        }
        return switch (argument.kind()) {
            case INTEGER -> INTEGER.matcher(text).matches();
            case COUNT -> COUNT.matcher(text).matches();
            case NUMBER -> NUMBER.matcher(text).matches();
            case JSON -> isJson(text);
            case TEXT, WORD, JSON_OR_TEXT, FLAG, BOOLEAN -> true;
        };
    }

    /** Numbers in it may have a unit, as counts have. */
    private static boolean isJson(String text) {
        try {
            return !Json.MAPPER
                    .readTree(COUNT_IN_JSON.matcher(text).replaceAll("0"))
                    .isMissingNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }

    private static String wanted(Argument argument) {
        if (!argument.choices().isEmpty()) {
            return "must be " + (argument.isList() ? "of " : "") + "one of " + String.join(", ", argument.choices());
        }
        String kind = switch (argument.kind()) {
            case INTEGER -> "a whole number";
            case COUNT -> "a whole number such as 32768, 32k or 32K";
            case NUMBER -> "a number";
            case JSON -> "JSON";
            case FLAG, BOOLEAN -> "true or false";
            case TEXT, WORD, JSON_OR_TEXT -> "text";
        };
        String words = argument.words().stream().map(word -> ", or " + word).collect(Collectors.joining());
        return "must be " + kind + words + (argument.isList() ? ", or a list of these" : "");
    }
}
