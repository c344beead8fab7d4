package com.amd.aim.kube.schema.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a value must fulfil.
 *
 * @param format as given, such as {@code date-time}; empty when none
 * @param pattern the pattern as given; empty when none
 * @param compiledPattern the pattern ready to use, null when there is none or it is no RE2 expression
 * @param allowed the values of {@code enum}, empty when all are allowed
 */
public record Constraints(
        String format,
        Bounds bounds,
        @Nullable Double multipleOf,
        OptionalLong minLength,
        OptionalLong maxLength,
        String pattern,
        @Nullable Pattern compiledPattern,
        OptionalLong minItems,
        OptionalLong maxItems,
        boolean uniqueItems,
        OptionalLong minProperties,
        OptionalLong maxProperties,
        List<String> required,
        List<JsonNode> allowed) {

    /** The range of a number; null is unbounded. */
    public record Bounds(
            @Nullable Double minimum,
            boolean exclusiveMinimum,
            @Nullable Double maximum,
            boolean exclusiveMaximum) {}
}
