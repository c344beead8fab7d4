package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The set of all leaf fields and list items that an object mentions. */
final class Leaves {

    private final FieldSet.Builder set = new FieldSet.Builder();

    private Leaves() {}

    static FieldSet of(FieldType type, JsonNode object) {
        Leaves leaves = new Leaves();
        leaves.visit(type, object, null);
        return leaves.set.build();
    }

    private void visit(FieldType type, JsonNode value, @Nullable Path path) {
        switch (type.resolve(type.shapeOf(value))) {
            case MAP -> visitMap(type.map(), value, path);
            case LIST -> visitList(type.list(), value, path);
            case SCALAR -> set.add(path);
        }
    }

    private void visitMap(@Nullable MapType type, JsonNode value, @Nullable Path path) {
        if (type == null || type.atomic()) {
            set.add(path);
            return;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            Path child = Path.field(path, field.getKey());
            FieldType fieldType = type.field(field.getKey());
            if (fieldType != null) {
                visit(fieldType, field.getValue(), child);
            }
            boolean empty = field.getValue().isNull()
                    || (field.getValue().isObject() && field.getValue().isEmpty());
            if (empty || !type.fields().containsKey(field.getKey())) {
                set.add(child);
            }
        }
    }

    private void visitList(@Nullable ListType type, JsonNode value, @Nullable Path path) {
        if (type == null || type.atomic()) {
            set.add(path);
            return;
        }
        Set<PathElement> seen = new HashSet<>();
        Set<PathElement> doubled = new HashSet<>();
        for (JsonNode item : value) {
            PathElement element = element(type, item);
            if (element != null && !seen.add(element)) {
                doubled.add(element);
            }
        }
        FieldType itemType = type.items().get();
        for (JsonNode item : value) {
            PathElement element = element(type, item);
            if (element != null) {
                Path child = Path.child(path, element);
                if (!doubled.contains(element)) {
                    visit(itemType, item, child);
                }
                set.add(child);
            }
        }
    }

    private static @Nullable PathElement element(ListType type, JsonNode item) {
        try {
            return ListItems.element(type, item);
        } catch (ListItems.Unnamed _) {
            return null; // the type check has said so already
        }
    }
}
