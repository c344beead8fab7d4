package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.Shape;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which fields differ between two objects.
 *
 * @param removed fields of the first that the second lacks
 * @param modified fields of both with different values
 * @param added fields of the second that the first lacks
 */
record Comparison(FieldSet removed, FieldSet modified, FieldSet added) {

    static Comparison of(FieldType type, JsonNode before, JsonNode after) {
        Walker walker = new Walker();
        walker.compare(type, before, after, null);
        return new Comparison(walker.removed.build(), walker.modified.build(), walker.added.build());
    }

    /** {@return what the second has and the first has not, or not so} */
    FieldSet changed() {
        return modified.union(added);
    }

    /** {@return the comparison without some fields and all below them} */
    Comparison without(FieldSet fields) {
        return new Comparison(
                removed.differenceWithChildren(fields),
                modified.differenceWithChildren(fields),
                added.differenceWithChildren(fields));
    }

    private static final class Walker {
        private final FieldSet.Builder removed = new FieldSet.Builder();
        private final FieldSet.Builder modified = new FieldSet.Builder();
        private final FieldSet.Builder added = new FieldSet.Builder();

        /** One side at most is absent. */
        void compare(FieldType type, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            Shape old = type.shapeOf(before);
            Shape fresh = type.shapeOf(after);
            boolean leaf;
            if (after == null) {
                leaf = compareAs(type, type.resolve(old), before, null, path);
            } else if (before == null || old == fresh) {
                leaf = compareAs(type, type.resolve(fresh), before, after, path);
            } else {
                compareAs(type, type.resolve(old), before, after, path);
                leaf = compareAs(type, type.resolve(fresh), before, after, path);
            }
            if (!leaf) {
                mark(before, after, path);
            }
        }

        private void mark(@Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            if (before == null) {
                added.add(path);
            } else if (after == null) {
                removed.add(path);
            }
        }

        /** {@return whether this was a leaf, and so is dealt with} */
        private boolean compareAs(
                FieldType type, Shape shape, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            JsonNode old = ofShape(shape, before);
            JsonNode fresh = ofShape(shape, after);
            boolean nothing = (old == null || old.isEmpty()) && (fresh == null || fresh.isEmpty());
            boolean leaf = nothing || type.isLeaf(shape);
            if (leaf) {
                compareLeaves(before, after, path);
            } else if (shape == Shape.MAP && type.map() != null) {
                compareMaps(type.map(), old, fresh, path);
            } else if (type.list() != null) {
                compareLists(type.list(), old, fresh, path);
            }
            return leaf;
        }

        private static @Nullable JsonNode ofShape(Shape shape, @Nullable JsonNode value) {
            boolean fits = value != null && (shape == Shape.MAP ? value.isObject() : value.isArray());
            return fits ? value : null;
        }

        private void compareLeaves(@Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            mark(before, after, path);
            if (before != null && after != null && !JsonValues.equal(before, after)) {
                modified.add(path);
            }
        }

        private void compareMaps(
                MapType type, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            if (before != null) {
                for (Map.Entry<String, JsonNode> field : before.properties()) {
                    JsonNode other = after == null ? null : after.get(field.getKey());
                    compareField(type, field.getKey(), field.getValue(), other, path);
                }
            }
            if (after != null) {
                for (Map.Entry<String, JsonNode> field : after.properties()) {
                    if (before == null || !before.has(field.getKey())) {
                        compareField(type, field.getKey(), null, field.getValue(), path);
                    }
                }
            }
        }

        private void compareField(
                MapType type, String name, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            FieldType fieldType = type.field(name);
            compare(fieldType == null ? FieldType.OPAQUE : fieldType, before, after, Path.field(path, name));
        }

        private void compareLists(
                ListType type, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable Path path) {
            Map<PathElement, List<JsonNode>> old = index(type, before);
            Map<PathElement, List<JsonNode>> fresh = index(type, after);
            FieldType itemType = type.items().get();
            old.forEach((element, items) ->
                    compareItems(itemType, items, fresh.getOrDefault(element, List.of()), Path.child(path, element)));
            fresh.forEach((element, items) -> {
                if (!old.containsKey(element)) {
                    compareItems(itemType, List.of(), items, Path.child(path, element));
                }
            });
        }

        /** Items that occur more than once are one leaf, for as long as they do. */
        private void compareItems(FieldType type, List<JsonNode> before, List<JsonNode> after, Path path) {
            if (before.size() <= 1 && after.size() <= 1) {
                compare(
                        type,
                        before.isEmpty() ? null : before.getFirst(),
                        after.isEmpty() ? null : after.getFirst(),
                        path);
            } else if (before.size() >= 2 && after.size() >= 2) {
                boolean equal = before.size() == after.size();
                for (int i = 0; equal && i < before.size(); i++) {
                    equal = JsonValues.equal(before.get(i), after.get(i));
                }
                if (!equal) {
                    modified.add(path);
                }
            } else if (before.size() >= 2) {
                if (!after.isEmpty()) {
                    compare(type, null, after.getFirst(), path);
                }
                removed.add(path);
            } else {
                if (!before.isEmpty()) {
                    compare(type, before.getFirst(), null, path);
                }
                added.add(path);
            }
        }

        private static Map<PathElement, List<JsonNode>> index(ListType type, @Nullable JsonNode list) {
            Map<PathElement, List<JsonNode>> items = new LinkedHashMap<>();
            if (list != null) {
                for (JsonNode item : list) {
                    try {
                        items.computeIfAbsent(ListItems.element(type, item), _ -> new ArrayList<>(1))
                                .add(item);
                    } catch (ListItems.Unnamed _) {
                        // the type check has said so already
                    }
                }
            }
            return items;
        }
    }
}
