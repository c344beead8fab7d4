package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;

/** How a PATCH is written. */
enum PatchType {
    JSON,
    MERGE,
    STRATEGIC,
    APPLY;

    /** @throws ApiFailure 415 for a form that the resource does not take */
    static PatchType of(String contentType, ResourceType type) {
        return switch (contentType) {
            case "application/json-patch+json" -> JSON;
            case "application/merge-patch+json" -> MERGE;
            case "application/apply-patch+yaml" -> APPLY;
            case "application/strategic-merge-patch+json" -> {
                if (type.custom() == null) {
                    yield STRATEGIC;
                }
                throw ApiFailure.of(
                        415,
                        "UnsupportedMediaType",
                        "the body of the request was in an unknown format - accepted media types include:"
                                + " application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
            }
            default -> throw ApiFailure.of(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json.object());
        };
    }
}
