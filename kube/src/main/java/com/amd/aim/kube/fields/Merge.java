package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a partial object over another: its leaves win, nothing is removed. */
final class Merge {

    private Merge() {}

    /** {@return the merged value, null when nothing is left of it; one side at most is absent} */
    static @Nullable JsonNode of(FieldType type, @Nullable JsonNode live, @Nullable JsonNode applied) {
        if (live == null || applied == null) {
            return applied == null ? live : applied;
        }
        Shape shape = type.resolve(type.shapeOf(applied));
        JsonNode base = ofShape(shape, live);
        JsonNode over = ofShape(shape, applied);
        boolean nothing = (base == null || base.isEmpty()) && (over == null || over.isEmpty());
        if (nothing || type.isLeaf(shape)) {
            return applied;
        }
        if (shape == Shape.MAP && type.map() != null) {
            return maps(type.map(), base, over);
        }
        if (type.list() != null) {
            return lists(type.list(), base, over);
        }
        return applied;
    }

    private static @Nullable JsonNode ofShape(Shape shape, @Nullable JsonNode value) {
        boolean fits = value != null && (shape == Shape.MAP ? value.isObject() : value.isArray());
        return fits ? value : null;
    }

    private static @Nullable JsonNode maps(MapType type, @Nullable JsonNode live, @Nullable JsonNode applied) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (live != null) {
            for (Map.Entry<String, JsonNode> field : live.properties()) {
                JsonNode over = applied == null ? null : applied.get(field.getKey());
                put(out, type, field.getKey(), field.getValue(), over);
            }
        }
        if (applied != null) {
            for (Map.Entry<String, JsonNode> field : applied.properties()) {
                if (live == null || !live.has(field.getKey())) {
                    put(out, type, field.getKey(), null, field.getValue());
                }
            }
        }
        return out.isEmpty() ? null : out;
    }

    private static void put(
            ObjectNode out, MapType type, String name, @Nullable JsonNode live, @Nullable JsonNode applied) {
        FieldType fieldType = type.field(name);
        JsonNode merged = of(fieldType == null ? FieldType.OPAQUE : fieldType, live, applied);
        if (merged != null) {
            out.set(name, merged);
        }
    }

    private static @Nullable JsonNode lists(ListType type, @Nullable JsonNode live, @Nullable JsonNode applied) {
        return new ListMerge(type, live, applied).merged();
    }
}
