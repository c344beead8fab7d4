package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.amd.aim.sandbox.api.model.ApiFailure;

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
                throw unsupported();
            }
            default -> throw unsupported();
        };
    }

    private static ApiFailure unsupported() {
        return ApiFailure.unsupportedMediaType("415: Unsupported Media Type");
    }
}
