package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.amd.aim.kube.fields.FieldType.MapType;
import com.amd.aim.kube.fields.FieldType.ScalarKind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that an object has the shapes its types declare, before it is merged. */
final class TypeCheck {

    private final boolean duplicatesAllowed;
    private final TypeErrors errors = new TypeErrors();

    private TypeCheck(boolean duplicatesAllowed) {
        this.duplicatesAllowed = duplicatesAllowed;
    }

    /**
     * {@return what does not fit}
     *
     * @param duplicatesAllowed whether items of keyed lists and sets may occur twice, as in objects that are stored
     */
    static TypeErrors of(FieldType type, JsonNode object, boolean duplicatesAllowed) {
        TypeCheck check = new TypeCheck(duplicatesAllowed);
        check.visit(type, object, null);
        return check.errors;
    }

    private void visit(FieldType type, JsonNode value, @Nullable Path path) {
        switch (type.resolve(type.shapeOf(value))) {
            case MAP -> visitMap(type.map(), value, path);
            case LIST -> visitList(type.list(), value, path);
            case SCALAR -> visitScalar(type.scalar(), value, path);
        }
    }

    private void visitScalar(@Nullable ScalarKind kind, JsonNode value, @Nullable Path path) {
        String error = kind == null ? null : TypeErrors.notScalar(kind, value);
        if (error != null) {
            errors.add(path, error);
        }
    }

    private void visitMap(@Nullable MapType type, JsonNode value, @Nullable Path path) {
        if (type == null || value.isNull()) {
            return;
        }
        if (!value.isObject()) {
            errors.add(path, TypeErrors.notContainer("map", value));
            return;
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            FieldType fieldType = type.field(field.getKey());
            if (fieldType == null) {
                errors.add(Path.field(path, field.getKey()), "field not declared in schema");
                return;
            }
            visit(fieldType, field.getValue(), Path.field(path, field.getKey()));
        }
    }

    private void visitList(@Nullable ListType type, JsonNode value, @Nullable Path path) {
        if (type == null || value.isNull()) {
            return;
        }
        if (!value.isArray()) {
            errors.add(path, TypeErrors.notContainer("list", value));
            return;
        }
        Set<PathElement> seen = new HashSet<>();
        FieldType itemType = type.items().get();
        for (int i = 0; i < value.size(); i++) {
            PathElement element = new PathElement.Index(i);
            if (!type.atomic()) {
                try {
                    element = ListItems.element(type, value.get(i));
                } catch (ListItems.Unnamed e) {
                    errors.add(path, "element " + i + ": " + e.getMessage());
                    return;
                }
                if (!seen.add(element) && !duplicatesAllowed) {
                    errors.add(path, "duplicate entries for key " + element);
                }
            }
            visit(itemType, value.get(i), Path.child(path, element));
        }
    }
}
