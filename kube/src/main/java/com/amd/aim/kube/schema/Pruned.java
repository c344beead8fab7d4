package com.amd.aim.kube.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A value without the fields its schema does not know.
 *
 * @param value the pruned copy
 * @param unknownFields the paths of what was taken out, sorted, such as {@code spec.foo} or {@code spec.list[0].bar}
 */
public record Pruned(JsonNode value, List<String> unknownFields) {}
