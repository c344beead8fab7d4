package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The bookkeeping of {@code metadata.managedFields} for everything that is not server-side apply. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class ManagedFields {

    private ManagedFields() {}

    /**
     * Works out who owns what after a create, replace or patch.
     *
     * @param before the stored object with its managedFields, null on create
     * @param after the object as it will be stored; its own managedFields say what the client sent (an empty list resets)
     * @return {@code after} with the new managedFields; those of {@code before}, times included, when no ownership changes
     */
    public static ObjectNode afterUpdate(
            @Nullable ObjectNode before, ObjectNode after, Manager manager, FieldTypes types, Instant now) {
        throw new UnsupportedOperationException("body follows: " + before + after + manager + types + now);
    }
}
