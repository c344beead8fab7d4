package com.amd.aim.kube.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON merge patch (RFC 7386): objects are merged, null removes, everything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /**
     * {@return the patched copy of the document}
     *
     * @throws PatchException when the patch is neither an object nor a list
     */
    public static JsonNode apply(JsonNode document, JsonNode patch) {
        if (!patch.isContainerNode()) {
            throw PatchException.malformed("Invalid JSON Patch");
        }
        return merge(document, patch);
    }

    private static JsonNode merge(@Nullable JsonNode document, JsonNode patch) {
        if (!(patch instanceof ObjectNode)) {
            return withoutNulls(patch);
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (document instanceof ObjectNode object) {
            out.setAll(object);
        }
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getValue().isNull()) {
                out.remove(field.getKey());
            } else {
                out.set(field.getKey(), merge(out.get(field.getKey()), field.getValue()));
            }
        }
        return out;
    }

    /** Within a list that replaces another, the API server drops the null fields of objects, not null items. */
    private static JsonNode withoutNulls(JsonNode value) {
        if (value instanceof ArrayNode list) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode(list.size());
            list.forEach(item -> out.add(withoutNulls(item)));
            return out;
        }
        return value instanceof ObjectNode ? merge(null, value) : value;
    }
}
