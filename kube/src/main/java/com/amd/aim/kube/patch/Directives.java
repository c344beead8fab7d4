package com.amd.aim.kube.patch;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The fields of a strategic merge patch that say how to merge instead of what. */
final class Directives {

    static final String PATCH = "$patch";
    static final String RETAIN_KEYS = "$retainKeys";
    static final String ELEMENT_ORDER = "$setElementOrder";
    static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";

    private Directives() {}

    static boolean marks(JsonNode item) {
        return item.isObject() && item.has(PATCH);
    }

    /** {@return whether a field stands for another one's order or deletions} */
    static boolean isParallel(String field) {
        return field.startsWith(ELEMENT_ORDER) || field.startsWith(DELETE_FROM_LIST);
    }

    /** {@return the field that a name such as {@code $setElementOrder/containers} is about} */
    static String subject(String field, String directive) {
        int slash = field.indexOf('/');
        if (slash < 0 || !field.substring(0, slash).equals(directive)) {
            throw PatchException.malformed(
                    directive.equals(DELETE_FROM_LIST)
                            ? "invalid patch format of primitive list"
                            : "invalid patch format of setElementOrder list");
        }
        return field.substring(slash + 1);
    }

    static PatchException unknown(JsonNode directive, JsonNode patch) {
        return PatchException.failed(
                "unknown patch type: " + GoText.plain(directive) + " in map: " + GoText.plain(patch));
    }

    /** {@return a value that is new, without directives and nulls of objects; empty when it is only a directive} */
    static Optional<JsonNode> asNew(JsonNode value) {
        if (marks(value)) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (!field.getValue().isNull()) {
                    asNew(field.getValue()).ifPresent(kept -> out.set(field.getKey(), kept));
                }
            }
            return Optional.of(out);
        }
        if (value instanceof ArrayNode list) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(item -> asNew(item).ifPresent(out::add));
            return Optional.of(out);
        }
        return Optional.of(value);
    }
}
