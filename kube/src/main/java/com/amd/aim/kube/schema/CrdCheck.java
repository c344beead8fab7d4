package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a CustomResourceDefinition (apiextensions.k8s.io/v1) as the API server does before it takes it. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class CrdCheck {

    private CrdCheck() {}

    /**
     * Checks a definition on its way in.
     *
     * @param crd the definition, defaulted
     * @param old the stored definition on an update, null on create
     */
    public static List<FieldError> problems(ObjectNode crd, @Nullable ObjectNode old) {
        throw new UnsupportedOperationException("body follows: " + crd + old);
    }
}
