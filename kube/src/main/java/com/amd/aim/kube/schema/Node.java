package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One node of a schema, immutable.
 *
 * @param json the node as it was written
 */
record Node(JsonNode json, Traits traits, Shape shape, Limits limits, Junctors junctors, List<Rule> rules) {

    /** {@return whether null is no value of it} */
    boolean refusesNull() {
        return !traits.nullable();
    }
}
