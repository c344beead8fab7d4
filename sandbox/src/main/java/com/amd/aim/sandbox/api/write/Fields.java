package com.amd.aim.sandbox.api.write;

import com.amd.aim.kube.fields.Applied;
import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.fields.ManagedFields;
import com.amd.aim.kube.fields.Manager.Operation;
import com.amd.aim.kube.fields.ServerSideApply;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.ApiFailure.Cause;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who owns which fields, and how a kind's fields are kept. */
final class Fields {

    private final InstantSource clock;

    Fields(InstantSource clock) {
        this.clock = clock;
    }

    /** {@code after} with the ownership that this write makes of it. */
    ObjectNode owned(WriteRequest request, @Nullable ObjectNode before, ObjectNode after) {
        FieldTypes types = types(request.type());
        ObjectNode owned =
                ManagedFields.afterUpdate(before, after, request.managerOf(Operation.UPDATE), types, clock.instant());
        if (!owned.path("metadata").has("managedFields") && request.type().custom() == null) {
            requireTypes(request, after, types);
        }
        return owned;
    }

    /** Ownership is left out of what has wrong types, so only then is it worth looking for them. */
    private void requireTypes(WriteRequest request, ObjectNode object, FieldTypes types) {
        ResourceType type = request.type();
        Applied outcome =
                ServerSideApply.apply(null, object, request.managerOf(Operation.APPLY), true, types, clock.instant());
        if (outcome instanceof Applied.Malformed(String message)) {
            throw ApiFailure.badRequest(type.kind() + " in version \"" + type.version() + "\" cannot be handled as a "
                    + type.kind() + message.substring(message.indexOf("): ") + 1));
        }
    }

    /**
     * {@code live} with {@code applied} merged in.
     *
     * @throws ApiFailure 409 for fields of other managers, 500 for what its types do not know
     */
    ObjectNode merged(WriteRequest request, @Nullable ObjectNode live, ObjectNode applied, boolean force) {
        Applied outcome = ServerSideApply.apply(
                live, applied, request.managerOf(Operation.APPLY), force, types(request.type()), clock.instant());
        return switch (outcome) {
            case Applied.Merged(ObjectNode merged) -> merged;
            case Applied.Malformed(String message) -> throw ApiFailure.of(500, "", message);
            case Applied.Conflicts conflicts ->
                throw ApiFailure.applyConflict(
                        conflicts.message(),
                        conflicts.conflicts().stream()
                                .map(conflict -> new Cause("FieldManagerConflict", conflict.message(), conflict.path()))
                                .toList());
        };
    }

    /** The object as its kind is kept: without the zero values that an API server does not keep. */
    static ObjectNode kept(ResourceType type, ObjectNode object) {
        return types(type).stored(object);
    }

    /** Fields that a built-in kind does not know. */
    static List<String> unknown(ResourceType type, ObjectNode object) {
        return types(type).unknownFields(object);
    }

    static FieldTypes types(ResourceType type) {
        CustomVersion custom = type.custom();
        return custom == null ? FieldTypes.builtIn(type.apiVersion(), type.kind()) : custom.types();
    }
}
