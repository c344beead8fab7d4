package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a value; null where there is none. Lengths are counted in code points.
 *
 * @param minimum the smallest number, or the one it must exceed
 * @param maximum the largest number, or the one it must stay below
 * @param multipleOf the number it must be a multiple of
 * @param length of a string
 * @param items of a list
 * @param properties of an object
 * @param uniqueItems whether a list's items must differ
 * @param pattern what a string must match somewhere
 * @param required the fields an object must have
 * @param allowed the only values there are; empty for no such limit
 */
record Limits(
        @Nullable Bound minimum,
        @Nullable Bound maximum,
        @Nullable Double multipleOf,
        Size length,
        Size items,
        Size properties,
        boolean uniqueItems,
        @Nullable Regex pattern,
        List<String> required,
        List<JsonNode> allowed) {

    /** A limit of a number. */
    record Bound(double value, boolean exclusive) {}

    /** The least and the most of something; null for no limit. */
    record Size(@Nullable Long least, @Nullable Long most) {}
}
