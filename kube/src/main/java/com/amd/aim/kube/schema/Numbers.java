package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;

/** How the API server sees numbers: what fits into 64 bits is an integer, anything else floats. */
final class Numbers {

    private Numbers() {}

    static boolean integer(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    /** {@return whether the number is whole, however it is written} */
    static boolean whole(double value) {
        return !Double.isNaN(value) && !Double.isInfinite(value) && Math.rint(value) == value;
    }

    static JsonNode node(int value) {
        return IntNode.valueOf(value);
    }
}
