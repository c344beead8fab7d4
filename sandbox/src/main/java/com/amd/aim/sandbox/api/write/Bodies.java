package com.amd.aim.sandbox.api.write;

import com.amd.aim.kube.schema.Pruned;
import com.amd.aim.sandbox.api.kinds.CustomVersion;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reads objects as clients send them: the right kind, the right place, no unknown fields. */
final class Bodies {

    private Bodies() {}

    /** The object with kind, apiVersion and namespace filled in, pruned of what its schema does not know. */
    static ObjectNode read(WriteRequest request, ObjectNode body) {
        ResourceType type = request.type();
        requireKind(type, body);
        ObjectNode object = Json.object().put("kind", type.kind()).put("apiVersion", type.apiVersion());
        object.set("metadata", Json.object());
        object.setAll(body.deepCopy());
        object.put("kind", type.kind()).put("apiVersion", type.apiVersion());
        place(request, object);
        return pruned(request, object);
    }

    private static void requireKind(ResourceType type, ObjectNode body) {
        String kind = Json.text(body, "kind");
        String apiVersion = Json.text(body, "apiVersion");
        if (type.custom() != null && (kind.isEmpty() || apiVersion.isEmpty())) {
            throw ApiFailure.badRequest(
                    kind.isEmpty()
                            ? "Object 'Kind' is missing in '" + body + "'"
                            : "Object 'apiVersion' is missing in '" + body + "'");
        }
        boolean same = (kind.isEmpty() || kind.equals(type.kind()))
                && (apiVersion.isEmpty() || apiVersion.equals(type.apiVersion()));
        if (!same) {
            throw ApiFailure.badRequest(mismatch(type, kind, apiVersion));
        }
    }

    private static String mismatch(ResourceType type, String kind, String apiVersion) {
        if (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion())) {
            return "the API version in the data (" + apiVersion + ") does not match the expected API version ("
                    + type.apiVersion() + ")";
        }
        return kind + " in version \"" + type.version() + "\" cannot be handled as a " + type.kind();
    }

    private static void place(WriteRequest request, ObjectNode object) {
        ObjectNode metadata = Meta.of(object);
        String namespace = Meta.namespace(object);
        if (!namespace.isEmpty() && !namespace.equals(request.namespace())) {
            throw ApiFailure.badRequest(
                    "the namespace of the provided object does not match the namespace sent on the request");
        }
        if (!request.namespace().isEmpty()) {
            metadata.put("namespace", request.namespace());
        }
        String wanted = request.name();
        if (wanted != null) {
            String given = Meta.name(object);
            if (!given.isEmpty() && !given.equals(wanted)) {
                throw ApiFailure.badRequest(
                        "the name of the object (" + given + ") does not match the name on the URL (" + wanted + ")");
            }
            metadata.put("name", wanted);
        }
    }

    private static ObjectNode pruned(WriteRequest request, ObjectNode object) {
        CustomVersion custom = request.type().custom();
        if (custom == null) {
            return object;
        }
        Pruned pruned = custom.schema().prune(object);
        List<String> texts = pruned.unknownFields().stream()
                .map(field -> "unknown field \"" + field + "\"")
                .toList();
        if (!texts.isEmpty()) {
            switch (request.validation()) {
                case STRICT ->
                    throw ApiFailure.badRequest(request.type().kind() + " in version \""
                            + request.type().version() + "\" cannot be handled as a "
                            + request.type().kind() + ": strict decoding error: " + String.join(", ", texts));
                case WARN -> texts.forEach(request.warnings());
                case IGNORE -> {}
            }
        }
        return (ObjectNode) pruned.value();
    }
}
