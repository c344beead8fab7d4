package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What of an applied configuration a manager may own at all. */
final class Applications {

    private static final List<String> SYSTEM =
            List.of("uid", "resourceVersion", "creationTimestamp", "generation", "deletionTimestamp", "selfLink");

    private Applications() {}

    /** The configuration without what only the server writes. */
    static ObjectNode own(WriteRequest request, ObjectNode applied) {
        ObjectNode own = Json.shallow(applied);
        ObjectNode metadata = Json.shallow(Meta.of(own));
        metadata.remove(SYSTEM);
        own.set("metadata", metadata);
        if (request.type().statusSubresource() && !request.subresource().equals("status")) {
            own.remove("status");
        }
        return own;
    }
}
