package com.amd.aim.kube.schema;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a value consists of.
 *
 * @param properties schemas of named fields, sorted by name
 * @param extra whether fields beyond the named ones have a place ({@code additionalProperties} is there)
 * @param closed whether {@code additionalProperties} is false
 * @param additional the schema of those other fields
 * @param items the schema of a list's items
 * @param listType {@code atomic}, {@code set} or {@code map}; empty where the schema is silent
 * @param mapKeys the fields that tell the items of a {@code map} list apart
 * @param mapType {@code atomic} or {@code granular}; empty where the schema is silent
 */
record Shape(
        SortedMap<String, Node> properties,
        boolean extra,
        boolean closed,
        @Nullable Node additional,
        @Nullable Node items,
        String listType,
        List<String> mapKeys,
        String mapType) {

    /** {@return the schema of a field by its name; null when none is known} */
    @Nullable Node field(String name) {
        Node named = properties.get(name);
        return named != null ? named : additional;
    }

    /** {@return whether a field of this name has a place} */
    boolean knows(String name) {
        return extra || properties.containsKey(name);
    }
}
