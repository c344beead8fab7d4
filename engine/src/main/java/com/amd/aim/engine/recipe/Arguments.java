package com.amd.aim.engine.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Engine arguments: name without dashes to a JSON value (R53), sorted by name, so that the order in which somebody wrote
 * them never changes a command.
 *
 * <p>Names are taken with or without leading dashes and with {@code _} for {@code -}: {@code --max-model-len},
 * {@code max-model-len} and {@code max_model_len} are one. Behind a dot ({@code compilation-config.pass_config}) they
 * stay as written.
 */
public record Arguments(Map<String, JsonNode> values) {
    /** No arguments. */
    public static final Arguments NONE = new Arguments(Map.of());

    /** Normalises the names; of two spellings of one name the later one counts. */
    public Arguments {
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        new LinkedHashMap<>(values).forEach((name, value) -> sorted.put(normal(name), value));
        values = Collections.unmodifiableMap(sorted);
    }

    /** {@code --max_model_len} → {@code max-model-len}. */
    public static String normal(String name) {
        String bare = name.strip().replaceFirst("^-+", "");
        int dot = bare.indexOf('.');
        String head = dot < 0 ? bare : bare.substring(0, dot);
        return head.replace('_', '-') + bare.substring(head.length());
    }

    /** The value under a normalised name. */
    public Optional<JsonNode> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the name is there, whatever its value. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** These, with {@code upper} laid over them. */
    public Arguments with(Arguments upper) {
        Map<String, JsonNode> merged = new LinkedHashMap<>(values);
        merged.putAll(upper.values);
        return new Arguments(merged);
    }

    /** These, with one argument set. */
    public Arguments with(String name, JsonNode value) {
        return with(new Arguments(Map.of(name, value)));
    }

    /** These without the named ones; names that are not there do no harm. */
    public Arguments without(Collection<String> names) {
        Map<String, JsonNode> left = new LinkedHashMap<>(values);
        names.forEach(name -> left.remove(normal(name)));
        return new Arguments(left);
    }

    /** The value as a number, whether written {@code 0.9} or {@code "0.9"}; empty for anything else. */
    public OptionalDouble number(String name) {
        String text = text(name);
        try {
            return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    /** The value as a whole number, in the engines' own short forms too: {@code 32k} = 32000, {@code 32K} = 32768. */
    public OptionalLong count(String name) {
        return HumanCount.parse(text(name));
    }

    /** The scalar's text, {@code ""} where there is none. */
    public String text(String name) {
        JsonNode value = values.get(name);
        return value == null || !value.isValueNode() ? "" : value.asText().strip();
    }

    /** Whether a boolean is on; {@code "True"} as text counts, as files write it both ways. */
    public boolean isTrue(String name) {
        return text(name).toLowerCase(Locale.ROOT).equals("true");
    }
}
