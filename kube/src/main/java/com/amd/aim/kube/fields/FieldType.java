package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at a path and how it is merged: a scalar, a list, a map, or any of several.
 *
 * @param scalar the scalars that may stand here, null when none may
 * @param list how a list here is merged, null when none may stand here
 * @param map how a map here is merged, null when none may stand here
 */
record FieldType(
        @Nullable ScalarKind scalar,
        @Nullable ListType list,
        @Nullable MapType map) {

    /** An opaque value: whatever stands here is one leaf. */
    static final FieldType OPAQUE = opaque();

    /** A value without a schema: maps are granular, lists are leaves. */
    static final FieldType DEDUCED = deduced();

    /** Kinds of scalars. */
    enum ScalarKind {
        NUMERIC,
        STRING,
        BOOLEAN,
        UNTYPED
    }

    /** The three shapes of a value. */
    enum Shape {
        MAP,
        SCALAR,
        LIST
    }

    /**
     * A list.
     *
     * @param atomic whether it is one leaf; else its items are merged
     * @param keys the fields that identify an item; none in a set of scalars
     */
    record ListType(boolean atomic, List<String> keys, Supplier<FieldType> items) {}

    /**
     * A map or an object.
     *
     * @param atomic whether it is one leaf
     * @param fields the declared fields
     * @param others the type of all other fields; null when there may be none
     */
    record MapType(
            boolean atomic,
            Map<String, NamedField> fields,
            @Nullable Supplier<FieldType> others) {

        /** {@return the type of a field; that of the other fields when it is not declared, null when nobody knows it} */
        @Nullable FieldType field(String name) {
            NamedField field = fields.get(name);
            if (field != null) {
                return field.type().get();
            }
            return others == null ? null : others.get();
        }
    }

    /**
     * A declared field.
     *
     * @param defaultValue what a list item has for a key that it leaves out
     * @param strategy how a strategic merge patch treats it
     * @param presence when it is stored
     */
    record NamedField(
            Supplier<FieldType> type, @Nullable JsonNode defaultValue, PatchStrategy strategy, Presence presence) {
        NamedField(Supplier<FieldType> type, @Nullable JsonNode defaultValue) {
            this(type, defaultValue, PatchStrategy.DEFAULT, Presence.WHEN_SET);
        }
    }

    /** When a field is stored. */
    enum Presence {
        /** When it was given. */
        WHEN_SET,
        /** When it was given and is not zero, false or empty. */
        UNLESS_ZERO,
        /** Always, at least as zero, null or an empty object. */
        ALWAYS
    }

    private static FieldType opaque() {
        return new FieldType(
                ScalarKind.UNTYPED,
                new ListType(true, List.of(), () -> FieldType.OPAQUE),
                new MapType(true, Map.of(), () -> FieldType.OPAQUE));
    }

    private static FieldType deduced() {
        return new FieldType(
                ScalarKind.UNTYPED,
                new ListType(true, List.of(), () -> FieldType.OPAQUE),
                new MapType(false, Map.of(), () -> FieldType.DEDUCED));
    }

    static FieldType scalar(ScalarKind kind) {
        return new FieldType(kind, null, null);
    }

    static FieldType list(ListType list) {
        return new FieldType(null, list, null);
    }

    static FieldType map(MapType map) {
        return new FieldType(null, null, map);
    }

    /** {@return which of the allowed shapes the value has; null while that is open (no value, or a shape not allowed here)} */
    @Nullable Shape shapeOf(@Nullable JsonNode value) {
        if (value != null && value.isObject() && map != null) {
            return only(Shape.MAP);
        }
        if (value != null && value.isArray() && list != null) {
            return only(Shape.LIST);
        }
        return value != null && value.isValueNode() && !value.isNull() && scalar != null ? only(Shape.SCALAR) : null;
    }

    /** Where only one shape is allowed, nothing is ever open; saying so keeps comparisons of shapes simple. */
    private @Nullable Shape only(Shape shape) {
        return isUnion() ? shape : null;
    }

    private boolean isUnion() {
        return (map != null ? 1 : 0) + (list != null ? 1 : 0) + (scalar != null ? 1 : 0) > 1;
    }

    /** {@return whether a value of this shape is one leaf} */
    boolean isLeaf(Shape shape) {
        return switch (shape) {
            case SCALAR -> true;
            case MAP -> map == null || map.atomic();
            case LIST -> list == null || list.atomic();
        };
    }

    /** {@return the shape that an open one is treated as} */
    Shape resolve(@Nullable Shape shape) {
        if (shape != null) {
            return shape;
        }
        return map != null ? Shape.MAP : scalar != null ? Shape.SCALAR : Shape.LIST;
    }
}
