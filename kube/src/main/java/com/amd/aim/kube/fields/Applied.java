package com.amd.aim.kube.fields;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The outcome of a server-side apply. */
public sealed interface Applied {

    /** The new object with its managed fields; equal to the live one when nothing changes. */
    record Merged(ObjectNode object) implements Applied {}

    /**
     * Other managers own fields with other values (409).
     *
     * @param message the message of the whole answer
     */
    record Conflicts(List<Conflict> conflicts, String message) implements Applied {}

    /**
     * The applied object cannot be read by its types, such as a duplicate list key (the API server answers 500).
     *
     * @param message one sentence, as the API server words it
     */
    record Malformed(String message) implements Applied {}
}
