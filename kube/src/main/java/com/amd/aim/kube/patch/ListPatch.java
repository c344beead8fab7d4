package com.amd.aim.kube.patch;

import com.amd.aim.kube.fields.PatchStrategy;
import com.amd.aim.kube.fields.PatchTypes;
import com.amd.aim.kube.value.GoText;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Merges one list: objects by their merge key, scalars as a set. */
final class ListPatch {

    private final PatchStrategy strategy;
    private final PatchTypes types;
    private final ElementOrder order;

    /**
     * A list to be merged.
     *
     * @param types of the list
     */
    ListPatch(PatchStrategy strategy, PatchTypes types) {
        this.strategy = strategy;
        this.types = types;
        this.order = new ElementOrder(strategy.mergeKey());
    }

    /** {@return the list without the scalars of another} */
    static ArrayNode without(ArrayNode list, JsonNode deleted) {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
            boolean gone = false;
            for (JsonNode other : deleted) {
                gone |= JsonValues.equal(item, other);
            }
            if (!gone) {
                out.add(item);
            }
        }
        return out;
    }

    /** {@return the merged list: what both have merged in place, what is new appended} */
    ArrayNode merged(ArrayNode current, ArrayNode patch) {
        List<JsonNode> before = list(current);
        List<JsonNode> additions = list(patch);
        if (before.isEmpty() && additions.isEmpty()) {
            return current;
        }
        checkTypes(before, additions);
        boolean objects = !(before.isEmpty() ? additions : before).getFirst().isValueNode();
        if (objects && strategy.mergeKey().isEmpty()) {
            throw PatchException.failed("cannot merge lists without merge key");
        }
        List<JsonNode> merged;
        if (objects) {
            additions = new ArrayList<>();
            before = specialItems(before, patch, additions);
            merged = mergeObjects(before, additions);
        } else {
            merged = union(before, additions);
        }
        return array(order.arrange(merged, additions, before));
    }

    /** {@return the list merged and brought into an order; null when neither side has it} */
    @Nullable JsonNode ordered(@Nullable JsonNode current, @Nullable JsonNode patch, List<JsonNode> wanted) {
        if (current == null && patch == null) {
            return null;
        }
        ArrayNode before = asList(current);
        ArrayNode additions = asList(patch);
        order.check(list(additions), wanted);
        JsonNode merged;
        if (patch == null) {
            merged = before;
        } else if (current == null) {
            merged = Directives.asNew(additions).orElse(additions);
        } else {
            merged = strategy.mergeLists() ? merged(before, additions) : additions;
        }
        return array(order.arrange(list(merged), wanted, list(before)));
    }

    private static ArrayNode asList(@Nullable JsonNode value) {
        if (value == null || value instanceof ArrayNode) {
            return value == null ? JsonNodeFactory.instance.arrayNode() : (ArrayNode) value;
        }
        throw PatchException.failed("expected a []interface {}, but received a " + value.getNodeType());
    }

    /** Obeys {@code $patch: delete} and {@code $patch: replace} among the items; collects the ordinary items. */
    private List<JsonNode> specialItems(List<JsonNode> before, ArrayNode patch, List<JsonNode> ordinary) {
        List<JsonNode> rest = new ArrayList<>(before);
        boolean replace = false;
        for (JsonNode item : patch) {
            JsonNode directive = item.get(Directives.PATCH);
            if (directive == null) {
                ordinary.add(item);
            } else if (directive.asText().equals("delete")) {
                JsonNode key = order.key(item);
                rest.removeIf(other -> JsonValues.equal(other.get(strategy.mergeKey()), key));
            } else if (directive.asText().equals("replace")) {
                replace = true;
            } else {
                throw directive.asText().equals("merge")
                        ? PatchException.failed("merging lists cannot yet be specified in the patch")
                        : Directives.unknown(directive, item);
            }
        }
        if (!replace) {
            return rest;
        }
        List<JsonNode> only = List.copyOf(ordinary);
        ordinary.clear();
        return only;
    }

    private List<JsonNode> mergeObjects(List<JsonNode> before, List<JsonNode> additions) {
        List<JsonNode> merged = new ArrayList<>(before);
        for (JsonNode item : additions) {
            int place = order.find(merged, order.key(item));
            if (place < 0) {
                merged.add(item);
            } else {
                merged.set(place, StrategicMergePatch.merge(merged.get(place), (ObjectNode) item, types.items()));
            }
        }
        return merged;
    }

    private static List<JsonNode> union(List<JsonNode> before, List<JsonNode> additions) {
        List<JsonNode> both = new ArrayList<>();
        for (List<JsonNode> side : List.of(before, additions)) {
            for (JsonNode item : side) {
                if (both.stream().noneMatch(other -> JsonValues.equal(other, item))) {
                    both.add(item);
                }
            }
        }
        return both;
    }

    private static void checkTypes(List<JsonNode> before, List<JsonNode> additions) {
        List<JsonNode> all = new ArrayList<>(before);
        all.addAll(additions);
        if (all.stream().anyMatch(JsonNode::isArray)) {
            throw PatchException.inapplicable("lists of lists are not supported");
        }
        if (all.stream().map(JsonNode::getNodeType).distinct().count() > 1) {
            throw PatchException.failed("list element types are not identical: [" + GoText.plain(array(before)) + " "
                    + GoText.plain(array(additions)) + "]");
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>(array.size());
        array.forEach(items::add);
        return items;
    }

    private static ArrayNode array(List<JsonNode> items) {
        return JsonNodeFactory.instance.arrayNode(items.size()).addAll(items);
    }
}
