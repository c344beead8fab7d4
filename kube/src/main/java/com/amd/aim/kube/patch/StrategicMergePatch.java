package com.amd.aim.kube.patch;

import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.fields.PatchStrategy;
import com.amd.aim.kube.fields.PatchTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Strategic merge patch: a merge patch that merges lists by their keys and obeys {@code $patch}, {@code $retainKeys},
 * {@code $setElementOrder/…} and {@code $deleteFromPrimitiveList/…}.
 */
public final class StrategicMergePatch {

    private StrategicMergePatch() {}

    /**
     * {@return the patched copy of the document}
     *
     * @param types of a built-in kind; the API server has no strategic merge for custom resources
     * @throws PatchException when the patch cannot be read or does not apply
     */
    public static JsonNode apply(JsonNode document, JsonNode patch, FieldTypes types) {
        if (!(patch instanceof ObjectNode object)) {
            throw PatchException.malformed("a strategic merge patch is an object, but this is none");
        }
        return merge(document, object, types.patchTypes());
    }

    /** {@return the object with the patch merged into it} */
    static JsonNode merge(@Nullable JsonNode document, ObjectNode patch, PatchTypes types) {
        JsonNode directive = patch.get(Directives.PATCH);
        if (directive != null) {
            return switch (directive.asText()) {
                case "replace" -> {
                    ObjectNode rest = patch.deepCopy();
                    rest.remove(Directives.PATCH);
                    yield rest;
                }
                case "delete" -> JsonNodeFactory.instance.objectNode();
                default -> throw Directives.unknown(directive, patch);
            };
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        if (document instanceof ObjectNode object) {
            out.setAll(object);
        }
        retainKeys(out, patch);
        Set<String> done = orderLists(out, patch, types);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (!done.contains(field.getKey()) && !field.getKey().startsWith(Directives.ELEMENT_ORDER)) {
                mergeField(out, field.getKey(), field.getValue(), types);
            }
        }
        return out;
    }

    private static void retainKeys(ObjectNode out, ObjectNode patch) {
        JsonNode retained = patch.get(Directives.RETAIN_KEYS);
        if (retained == null) {
            return;
        }
        Set<String> keys = new HashSet<>();
        retained.forEach(key -> keys.add(key.asText()));
        boolean complete = patch.properties().stream()
                .filter(field -> !field.getKey().equals(Directives.RETAIN_KEYS))
                .filter(field -> !field.getValue().isNull() && !Directives.isParallel(field.getKey()))
                .allMatch(field -> keys.contains(field.getKey()));
        if (!retained.isArray() || !complete) {
            throw PatchException.malformed("invalid patch format of retainKeys");
        }
        out.retain(keys);
    }

    /** Merges the lists that come with an element order; returns the fields that need no more work. */
    private static Set<String> orderLists(ObjectNode out, ObjectNode patch, PatchTypes types) {
        Set<String> done = new HashSet<>();
        done.add(Directives.RETAIN_KEYS);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (field.getKey().startsWith(Directives.ELEMENT_ORDER)) {
                String name = Directives.subject(field.getKey(), Directives.ELEMENT_ORDER);
                List<JsonNode> order = items(field.getValue());
                ListPatch list = new ListPatch(types.strategy(name), types.field(name));
                JsonNode patched = list.ordered(out.get(name), patch.get(name), order);
                if (patched != null) {
                    out.set(name, patched);
                }
                done.add(name);
            }
        }
        return done;
    }

    private static List<JsonNode> items(JsonNode list) {
        if (!list.isArray()) {
            throw PatchException.malformed("invalid patch format of setElementOrder list");
        }
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        return items;
    }

    private static void mergeField(ObjectNode out, String field, JsonNode value, PatchTypes types) {
        boolean deletion = field.startsWith(Directives.DELETE_FROM_LIST);
        String name = deletion ? Directives.subject(field, Directives.DELETE_FROM_LIST) : field;
        JsonNode current = out.get(name);
        PatchStrategy strategy = types.strategy(name);
        if (value.isNull()) {
            out.remove(name);
        } else if (deletion) {
            if (current instanceof ArrayNode list) {
                out.set(name, ListPatch.without(list, value));
            }
        } else if (current instanceof ObjectNode && value instanceof ObjectNode patch) {
            out.set(name, strategy.replaceObjects() ? patch : merge(current, patch, types.field(name)));
        } else if (current instanceof ArrayNode list && value instanceof ArrayNode patch) {
            out.set(
                    name,
                    strategy.mergeLists() ? new ListPatch(strategy, types.field(name)).merged(list, patch) : patch);
        } else {
            out.remove(name);
            Directives.asNew(value).ifPresent(kept -> out.set(name, kept));
        }
    }
}
