package com.amd.aim.kube.patch;

import com.fasterxml.jackson.databind.JsonNode;

/** JSON merge patch (RFC 7386). */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class MergePatch {

    private MergePatch() {}

    /**
     * {@return the patched copy of the document}
     *
     * @throws PatchException when the patch cannot be read or does not apply
     */
    public static JsonNode apply(JsonNode document, JsonNode patch) {
        throw new UnsupportedOperationException("body follows: " + document + patch);
    }
}
