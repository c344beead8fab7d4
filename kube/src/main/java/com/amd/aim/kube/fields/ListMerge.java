package com.amd.aim.kube.fields;

import com.amd.aim.kube.fields.FieldType.ListType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges a keyed list or a set item by item. The applied order of the items that both have wins; items that only the live
 * list has stay next to their neighbours.
 */
final class ListMerge {

    private final ListType type;
    private final FieldType itemType;
    private final Side live;
    private final Side applied;
    private final Queue<PathElement> shared = new ArrayDeque<>();
    private final Set<PathElement> done = new HashSet<>();
    private final ArrayNode out = JsonNodeFactory.instance.arrayNode();

    /** One list: its items in order, and by name. */
    private record Side(List<JsonNode> items, List<PathElement> names, Map<PathElement, JsonNode> byName) {
        boolean has(PathElement name) {
            return byName.containsKey(name);
        }
    }

    ListMerge(ListType type, @Nullable JsonNode live, @Nullable JsonNode applied) {
        this.type = type;
        this.itemType = type.items().get();
        this.live = side(live);
        this.applied = side(applied);
        for (PathElement name : this.applied.names) {
            if (this.live.has(name)) {
                shared.add(name);
            }
        }
    }

    private Side side(@Nullable JsonNode list) {
        Side side = new Side(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        if (list != null) {
            for (JsonNode item : list) {
                try {
                    PathElement name = ListItems.element(type, item);
                    side.items.add(item);
                    side.names.add(name);
                    // an item that is there twice is not merged with the applied one but replaced by it
                    side.byName.merge(name, item, (_, _) -> NullNode.instance);
                } catch (ListItems.Unnamed _) {
                    // the type check has said so already
                }
            }
        }
        return side;
    }

    /** {@return the merged list; null when it has no item} */
    @Nullable JsonNode merged() {
        int left = 0;
        int right = 0;
        while (left < live.names.size() || right < applied.names.size()) {
            PathElement mine = left < live.names.size() ? live.names.get(left) : null;
            PathElement theirs = right < applied.names.size() ? applied.names.get(right) : null;
            if (mine != null && theirs != null) {
                if (mine.equals(theirs)) {
                    take(theirs);
                    shared.poll();
                    left++;
                    right++;
                    continue;
                }
                if (applied.has(mine) && !shared.isEmpty() && !mine.equals(shared.peek())) {
                    left++; // its turn comes with the applied order
                    continue;
                }
            }
            if (mine != null && !applied.has(mine)) {
                out.add(live.items.get(left++));
                continue;
            }
            if (mine != null && done.contains(mine)) {
                left++;
            }
            if (theirs != null) {
                takeOutOfTurn(theirs);
                right++;
            }
        }
        return out.isEmpty() ? null : out;
    }

    private void takeOutOfTurn(PathElement name) {
        take(name);
        if (name.equals(shared.peek())) {
            shared.poll();
        }
    }

    private void take(PathElement name) {
        done.add(name);
        JsonNode merged = Merge.of(itemType, live.byName.get(name), applied.byName.get(name));
        if (merged != null) {
            out.add(merged);
        }
    }
}
