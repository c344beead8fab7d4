package com.amd.aim.kube.patch;

import com.amd.aim.kube.value.GoText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation of a JSON patch works.
 *
 * @param container what holds the place
 * @param key the field or the index there
 */
record Place(JsonNode container, String key) {

    /** {@return the place that a path leads to; null when its container is not there} */
    static @Nullable Place find(JsonNode document, String path) {
        List<String> parts = List.of(path.split("/", -1));
        if (parts.size() < 2) {
            return null;
        }
        JsonNode container = document;
        for (String part : parts.subList(1, parts.size() - 1)) {
            container = child(container, decoded(part));
            if (container == null || !container.isContainerNode()) {
                return null;
            }
        }
        return new Place(container, decoded(parts.getLast()));
    }

    private static @Nullable JsonNode child(JsonNode container, String key) {
        try {
            return new Place(container, key).get();
        } catch (PatchException _) {
            return null;
        }
    }

    private static String decoded(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    @Nullable JsonNode get() {
        return container instanceof ArrayNode list ? list.get(index(list.size())) : container.get(key);
    }

    void insert(JsonNode value) {
        if (container instanceof ArrayNode list) {
            if (key.equals("-")) {
                list.add(value);
            } else {
                list.insert(insertionIndex(list.size() + 1), value);
            }
        } else {
            ((ObjectNode) container).set(key, value);
        }
    }

    void replace(JsonNode value) {
        if (container instanceof ArrayNode list) {
            list.set(index(list.size()), value);
        } else {
            ((ObjectNode) container).set(key, value);
        }
    }

    JsonNode take() {
        if (container instanceof ArrayNode list) {
            return list.remove(index(list.size()));
        }
        JsonNode removed = ((ObjectNode) container).remove(key);
        if (removed == null) {
            throw PatchException.inapplicable("Unable to remove nonexistent key: " + key + ": missing value");
        }
        return removed;
    }

    private int insertionIndex(int limit) {
        try {
            return within(limit, Integer.parseInt(key));
        } catch (NumberFormatException _) {
            throw PatchException.inapplicable("value was not a proper array index: '" + key + "': " + noNumber());
        }
    }

    private int index(int limit) {
        try {
            return within(limit, Integer.parseInt(key));
        } catch (NumberFormatException _) {
            throw PatchException.inapplicable(noNumber());
        }
    }

    private String noNumber() {
        return "strconv.Atoi: parsing " + GoText.quote(key) + ": invalid syntax";
    }

    /** {@return the index from the start; a negative one counts from the end} */
    private static int within(int limit, int index) {
        int fromStart = index < 0 ? index + limit : index;
        if (fromStart < 0 || fromStart >= limit) {
            throw PatchException.inapplicable(
                    "Unable to access invalid index: " + index + ": invalid index referenced");
        }
        return fromStart;
    }
}
