package com.amd.aim.kube.patch;

import com.amd.aim.kube.fields.FieldTypes;
import com.fasterxml.jackson.databind.JsonNode;

/** Strategic merge patch: a merge patch that merges lists by their keys. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class StrategicMergePatch {

    private StrategicMergePatch() {}

    /**
     * {@return the patched copy of the document}
     *
     * @throws PatchException when the patch cannot be read or does not apply
     */
    public static JsonNode apply(JsonNode document, JsonNode patch, FieldTypes types) {
        throw new UnsupportedOperationException("body follows: " + document + patch + types);
    }
}
