package com.amd.aim.kube.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that a value must satisfy besides its own.
 *
 * @param allOf all of these
 * @param anyOf at least one of these, when there are any
 * @param oneOf exactly one of these, when there are any
 * @param not none of this
 */
record Junctors(
        List<Node> allOf,
        List<Node> anyOf,
        List<Node> oneOf,
        @Nullable Node not) {}
