package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.Generation;
import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Which part of an object a request may write: the rest stays as it was. */
final class Separation {

    /** What only the server writes. */
    private static final List<String> SYSTEM = List.of(
            "uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation", "selfLink");

    private Separation() {}

    /** A new object without what only the server, or only a subresource, writes. */
    static ObjectNode created(ResourceType type, ObjectNode object) {
        ObjectNode next = Json.shallow(object);
        ObjectNode metadata = Json.shallow(Meta.of(next));
        metadata.remove(SYSTEM.stream()
                .filter(field -> type.generation() != Generation.NONE || !field.equals("generation"))
                .toList());
        next.set("metadata", metadata);
        // a node registers itself with its status
        if (type.statusSubresource() && !type.is("/nodes")) {
            next.remove("status");
        }
        return next;
    }

    /** {@code sent} with everything that {@code subresource} may not write as it is in {@code old}. */
    static ObjectNode updated(ResourceType type, String subresource, ObjectNode sent, ObjectNode old) {
        ObjectNode next = switch (subresource) {
            case "status" -> withPart(old, sent, "status");
            case "scale" -> withPart(old, sent, "spec");
            case "finalize" -> withPart(old, sent, "spec");
            default -> type.statusSubresource() ? withPart(sent, old, "status") : Json.shallow(sent);
        };
        ObjectNode metadata = Json.shallow(Meta.of(next));
        JsonNode oldMetadata = old.path("metadata");
        for (String field : SYSTEM) {
            restore(metadata, oldMetadata, field);
        }
        if (!subresource.isEmpty()) {
            restore(metadata, sent.path("metadata"), "managedFields");
        }
        restore(metadata, oldMetadata, "resourceVersion");
        next.set("metadata", metadata);
        return next;
    }

    private static ObjectNode withPart(ObjectNode base, ObjectNode from, String part) {
        ObjectNode next = Json.shallow(base);
        restore(next, from, part);
        return next;
    }

    private static void restore(ObjectNode into, JsonNode from, String field) {
        JsonNode value = from.get(field);
        if (value == null) {
            into.remove(field);
        } else {
            into.set(field, value);
        }
    }
}
