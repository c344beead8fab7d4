package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value is.
 *
 * @param type the JSON type; empty where the schema names none
 * @param format the format; empty where there is none or Kubernetes does not check it for this type
 * @param nullable whether null is a value of it
 * @param intOrString whether it is a number or a string ({@code x-kubernetes-int-or-string})
 * @param keepsUnknown whether unknown fields are kept ({@code x-kubernetes-preserve-unknown-fields})
 * @param embedded whether it is a whole Kubernetes object ({@code x-kubernetes-embedded-resource})
 * @param defaultValue what an absent value becomes
 */
record Traits(
        String type,
        String format,
        boolean nullable,
        boolean intOrString,
        boolean keepsUnknown,
        boolean embedded,
        @Nullable JsonNode defaultValue) {

    /** {@return the JSON types that a value may have; empty when any will do} */
    List<String> types() {
        return intOrString ? List.of("integer", "string") : type.isEmpty() ? List.of() : List.of(type);
    }
}
