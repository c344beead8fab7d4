package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Server-side apply as a pure function: merge, ownership, conflicts. */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class ServerSideApply {

    private ServerSideApply() {}

    /**
     * Applies a configuration for a manager.
     *
     * @param live the stored object, null when it does not exist yet
     * @param applied what the manager wants, without managedFields
     * @param force takes fields from other managers instead of reporting conflicts
     * @param now the time of a changed entry
     */
    public static Applied apply(
            @Nullable ObjectNode live,
            ObjectNode applied,
            Manager manager,
            boolean force,
            FieldTypes types,
            Instant now) {
        throw new UnsupportedOperationException("body follows: " + live + applied + manager + force + types + now);
    }
}
