package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;

/**
 * Where the next page of a list begins: the version of the first page and the last key shown, in the form API servers use.
 *
 * @param start the {@code namespace/name} after which the page begins
 */
record PageToken(long version, String start) {

    static String after(long version, String path) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.bytes(Json.object()
                        .put("v", "meta.k8s.io/v1")
                        .put("rv", version)
                        .put("start", "/" + path + "\0")));
    }

    /** @throws ApiFailure 400 when this is no token of ours */
    static PageToken read(String token) {
        try {
            JsonNode tree = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token));
            String start = Json.text(tree, "start");
            if (start.length() < 3) {
                throw refused("start key is missing");
            }
            return new PageToken(Json.number(tree, 0, "rv"), start.substring(1, start.length() - 1));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw refused("invalid character");
        }
    }

    private static ApiFailure refused(String why) {
        return ApiFailure.badRequest("invalid continue token: continue key is not valid: " + why);
    }
}
