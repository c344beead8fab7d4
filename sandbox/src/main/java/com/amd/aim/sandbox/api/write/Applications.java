package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.model.Meta;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What of an applied configuration a manager may own at all. */
final class Applications {

    private Applications() {}

    /** The configuration without what the request's subresource cannot write. */
    static ObjectNode own(WriteRequest request, ObjectNode applied) {
        ObjectNode own = Json.shallow(applied);
        if (request.subresource().equals("status")) {
            ObjectNode status = Json.object();
            status.set("apiVersion", own.get("apiVersion"));
            status.set("kind", own.get("kind"));
            ObjectNode metadata = status.putObject("metadata");
            metadata.put("name", Meta.name(own));
            if (!Meta.namespace(own).isEmpty()) {
                metadata.put("namespace", Meta.namespace(own));
            }
            if (own.has("status")) {
                status.set("status", own.get("status"));
            }
            return status;
        }
        if (request.type().statusSubresource()) {
            own.remove("status");
        }
        ObjectNode metadata = Json.shallow(Meta.of(own));
        metadata.remove(java.util.List.of(
                "uid", "resourceVersion", "creationTimestamp", "generation", "deletionTimestamp", "selfLink"));
        own.set("metadata", metadata);
        return own;
    }

    /** An apply that names a version or uid means an object that exists. */
    static void requireNew(WriteRequest request, ObjectNode body) {
        if (!Meta.resourceVersion(body).isEmpty() || !Meta.uid(body).isEmpty()) {
            throw ApiFailure.conflict(
                    request.type().group(),
                    request.type().plural(),
                    request.named(),
                    Meta.uid(body).isEmpty()
                            ? "the object has been modified; please apply your changes to the latest version and try again"
                            : "uid mismatch: the provided object specified uid " + Meta.uid(body)
                                    + ", and no existing object was found");
        }
    }
}
