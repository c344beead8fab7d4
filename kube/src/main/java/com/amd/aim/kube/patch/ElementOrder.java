package com.amd.aim.kube.patch;

import com.amd.aim.kube.value.GoText;
import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Orders the items of a merged list: those of the patch as the patch says, the others near their old neighbours. */
final class ElementOrder {

    private final String mergeKey;

    ElementOrder(String mergeKey) {
        this.mergeKey = mergeKey;
    }

    /** {@return what identifies an item: its merge key, or the scalar itself} */
    JsonNode key(JsonNode item) {
        JsonNode key = mergeKey.isEmpty() ? item : item.get(mergeKey);
        if (key == null) {
            throw PatchException.failed(
                    "map: " + GoText.plain(item) + " does not contain declared merge key: " + mergeKey);
        }
        return key;
    }

    /** {@return where the item with a key stands, -1 when it does not} */
    int find(List<JsonNode> items, JsonNode key) {
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            JsonNode other = mergeKey.isEmpty() ? item : item.get(mergeKey);
            if (JsonValues.equal(other, key)) {
                return i;
            }
        }
        return -1;
    }

    /** Checks that the items of a patch stand in the order that it demands. */
    void check(List<JsonNode> patch, List<JsonNode> wanted) {
        if (patch.isEmpty() || wanted.isEmpty()) {
            return;
        }
        int at = 0;
        int order = 0;
        while (at < patch.size() && order < wanted.size()) {
            if (Directives.marks(patch.get(at))) {
                at++;
                continue;
            }
            if (JsonValues.equal(key(patch.get(at)), key(wanted.get(order)))) {
                at++;
            }
            order++;
        }
        while (at < patch.size() && Directives.marks(patch.get(at))) {
            at++;
        }
        if (at < patch.size()) {
            throw PatchException.failed("The order in patch list:\n" + GoText.plainList(patch)
                    + "\n doesn't match $setElementOrder list:\n" + GoText.plainList(wanted) + "\n");
        }
    }

    /**
     * {@return the items in order}
     *
     * @param wanted the order of the items of the patch
     * @param before the list as it was
     */
    List<JsonNode> arrange(List<JsonNode> items, List<JsonNode> wanted, List<JsonNode> before) {
        List<JsonNode> ofPatch = new ArrayList<>();
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode item : items) {
            (find(wanted, key(item)) >= 0 ? ofPatch : others).add(item);
        }
        ofPatch.sort(Comparator.comparingInt(item -> find(wanted, key(item))));
        others.sort(Comparator.comparingInt(item -> find(before, key(item))));
        List<JsonNode> out = new ArrayList<>(items.size());
        int next = 0;
        for (JsonNode item : ofPatch) {
            while (next < others.size() && precedes(others.get(next), item, before)) {
                out.add(others.get(next++));
            }
            out.add(item);
        }
        out.addAll(others.subList(next, others.size()));
        return out;
    }

    private boolean precedes(JsonNode left, JsonNode right, List<JsonNode> before) {
        int place = find(before, key(left));
        int other = find(before, key(right));
        return place >= 0 && other >= 0 && place < other;
    }
}
