package com.amd.aim.kube.fields;

import com.amd.aim.kube.schema.StructuralSchema;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of list or map stands where in the objects of one kind, which fields a subresource does not touch, and how the
 * objects are stored.
 */
public final class FieldTypes {

    private static final FieldTypes DEDUCED =
            new FieldTypes(FieldType.DEDUCED, Resets.NONE, JsonNodeFactory.instance.objectNode(), false);

    private final FieldType root;
    private final Resets resets;
    private final ObjectNode empty;
    private final boolean builtIn;

    /**
     * What writers of the object and of its status may not own.
     *
     * @param main fields that only the status subresource writes
     * @param status fields that the status subresource does not write
     */
    record Resets(FieldSet main, FieldSet status) {
        static final Resets NONE = new Resets(FieldSet.empty(), FieldSet.empty());

        /** {@return the resets of a kind with or without status; the paths are such as {@code metadata.labels}} */
        static Resets of(boolean hasStatus, List<String> notOfStatus) {
            return hasStatus ? new Resets(set(List.of("status")), set(notOfStatus)) : NONE;
        }

        private static FieldSet set(List<String> paths) {
            FieldSet.Builder set = new FieldSet.Builder();
            for (String text : paths) {
                Path path = null;
                for (String name : text.split("\\.", -1)) {
                    path = Path.field(path, name);
                }
                set.add(path);
            }
            return set.build();
        }
    }

    FieldTypes(FieldType root, Resets resets, ObjectNode empty, boolean builtIn) {
        this.root = root;
        this.resets = resets;
        this.empty = empty;
        this.builtIn = builtIn;
    }

    /**
     * {@return the types of a custom resource}
     *
     * @param statusSubresource whether the version has a status subresource: its fields are then tracked only there
     */
    public static FieldTypes ofSchema(StructuralSchema schema, boolean statusSubresource) {
        Resets resets = Resets.of(statusSubresource, List.of("metadata", "spec"));
        return new FieldTypes(SchemaTypes.of(schema.source()), resets, JsonNodeFactory.instance.objectNode(), false);
    }

    /** {@return the types of a built-in kind; of an unknown kind {@link #deduced()}} */
    public static FieldTypes builtIn(String apiVersion, String kind) {
        FieldTypes types = BuiltInTypes.of(apiVersion, kind);
        return types == null ? DEDUCED : types;
    }

    /** {@return the types of an object without a schema: granular maps, atomic lists} */
    public static FieldTypes deduced() {
        return DEDUCED;
    }

    /** {@return whether this is a kind of the built-in table} */
    public boolean isBuiltIn() {
        return builtIn;
    }

    /**
     * {@return the object as the API server stores it} Of a built-in kind unknown fields, and zero, false, empty and null
     * values of optional fields are gone, and fields that are always there are there, such as {@code resources: {}} of a container. Others stay as
     * they are.
     */
    public ObjectNode stored(ObjectNode object) {
        return builtIn ? (ObjectNode) StoredForm.of(root, object) : object;
    }

    /**
     * {@return the paths of fields that the kind does not know, such as {@code spec.foo}, sorted} Empty for kinds without a
     * complete list of fields.
     */
    public List<String> unknownFields(ObjectNode object) {
        List<String> unknown = new ArrayList<>(UnknownFields.of(root, object));
        unknown.sort(null);
        return List.copyOf(unknown);
    }

    FieldType root() {
        return root;
    }

    /** {@return the object that a created one is compared with} */
    ObjectNode empty() {
        return empty;
    }

    /** {@return the fields that are not tracked for writers through this subresource} */
    FieldSet ignored(String subresource) {
        return switch (subresource) {
            case "" -> resets.main;
            case "status" -> resets.status;
            default -> FieldSet.empty();
        };
    }

    /** {@return how a strategic merge patch treats lists and objects from the root on} */
    public PatchTypes patchTypes() {
        return new PatchTypes(root);
    }
}
