package com.amd.aim.kube.patch;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON patch (RFC 6902), with what the API server adds: negative indices count from the end, and {@code replace} of a field
 * that is absent adds it.
 */
public final class JsonPatch {

    private JsonNode document;

    private JsonPatch(JsonNode document) {
        this.document = document;
    }

    /**
     * {@return the patched copy of the document}
     *
     * @throws PatchException when the patch cannot be read or does not apply
     */
    public static JsonNode apply(JsonNode document, JsonNode patch) {
        if (!patch.isArray()) {
            throw PatchException.malformed("a JSON patch is a list of operations, but this is no list");
        }
        JsonPatch work = new JsonPatch(document.deepCopy());
        for (JsonNode operation : patch) {
            if (!operation.isObject()) {
                throw PatchException.malformed("an operation of a JSON patch is an object, but one is not");
            }
            work.run(operation);
        }
        return work.document;
    }

    private void run(JsonNode operation) {
        String kind = text(operation, "op", "unknown");
        switch (kind) {
            case "add" -> add(path(operation, "path", kind), value(operation), "error in add");
            case "remove" -> remove(path(operation, "path", kind), "error in remove");
            case "replace" -> replace(path(operation, "path", kind), value(operation));
            case "move" -> move(operation);
            case "copy" -> copy(operation);
            case "test" -> test(path(operation, "path", kind), value(operation));
            default -> throw PatchException.inapplicable("Unexpected kind: " + kind);
        }
    }

    private static JsonNode value(JsonNode operation) {
        JsonNode value = operation.get("value");
        return value == null ? NullNode.instance : value.deepCopy();
    }

    private static String text(JsonNode operation, String field, String otherwise) {
        JsonNode value = operation.get(field);
        return value != null && value.isTextual() ? value.textValue() : otherwise;
    }

    private static String path(JsonNode operation, String field, String kind) {
        JsonNode value = operation.get(field);
        if (value == null || !value.isTextual()) {
            throw PatchException.inapplicable(kind + " operation failed to decode " + field + ": operation missing "
                    + field + " field: missing value");
        }
        return value.textValue();
    }

    /** A place: the container that holds it, and its key there. */
    private record Place(JsonNode container, String key) {
        @Nullable JsonNode get() {
            return container instanceof ArrayNode list ? list.get(index(list.size())) : container.get(key);
        }

        int index(int limit) {
            int index;
            try {
                index = Integer.parseInt(key);
            } catch (NumberFormatException _) {
                throw PatchException.inapplicable("value was not a proper array index: '" + key + "'");
            }
            int fromStart = index < 0 ? index + limit : index;
            if (fromStart < 0 || fromStart >= limit) {
                throw PatchException.inapplicable(
                        "Unable to access invalid index: " + index + ": invalid index referenced");
            }
            return fromStart;
        }
    }

    private @Nullable Place find(String path) {
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
        if (!(container instanceof ArrayNode list)) {
            return container.get(key);
        }
        try {
            return new Place(list, key).get();
        } catch (PatchException _) {
            return null;
        }
    }

    private static String decoded(String part) {
        return part.replace("~1", "/").replace("~0", "~");
    }

    private void add(String path, JsonNode value, String context) {
        Place place = find(path);
        if (place == null) {
            throw missing("add", "", path);
        }
        try {
            insert(place, value);
        } catch (PatchException e) {
            throw inContext(context + " for path: '" + path + "'", e);
        }
    }

    private static void insert(Place place, JsonNode value) {
        if (place.container instanceof ArrayNode list) {
            if (place.key.equals("-")) {
                list.add(value);
            } else {
                list.insert(place.index(list.size() + 1), value);
            }
        } else {
            ((ObjectNode) place.container).set(place.key, value);
        }
    }

    private void remove(String path, String context) {
        Place place = find(path);
        if (place == null) {
            throw missing("remove", "", path);
        }
        try {
            take(place);
        } catch (PatchException e) {
            throw inContext(context + " for path: '" + path + "'", e);
        }
    }

    private static JsonNode take(Place place) {
        if (place.container instanceof ArrayNode list) {
            return list.remove(place.index(list.size()));
        }
        JsonNode removed = ((ObjectNode) place.container).remove(place.key);
        if (removed == null) {
            throw PatchException.inapplicable("Unable to remove nonexistent key: " + place.key + ": missing value");
        }
        return removed;
    }

    private void replace(String path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        Place place = find(path);
        if (place == null) {
            throw PatchException.inapplicable(
                    "replace operation does not apply: doc is missing path: " + path + ": missing value");
        }
        try {
            if (place.container instanceof ArrayNode list) {
                list.set(place.index(list.size()), value);
            } else {
                ((ObjectNode) place.container).set(place.key, value);
            }
        } catch (PatchException _) {
            throw PatchException.inapplicable(
                    "replace operation does not apply: doc is missing key: " + path + ": missing value");
        }
    }

    private void move(JsonNode operation) {
        String from = path(operation, "from", "move");
        Place place = find(from);
        if (place == null) {
            throw missing("move", "from ", from);
        }
        JsonNode value;
        try {
            value = take(place);
        } catch (PatchException e) {
            throw inContext("error in move for path: '" + place.key + "'", e);
        }
        add(path(operation, "path", "move"), value, "error in move");
    }

    private void copy(JsonNode operation) {
        String from = path(operation, "from", "copy");
        Place place = find(from);
        if (place == null) {
            throw missing("copy", "from ", from);
        }
        JsonNode value = get(place, "error in copy for from: '" + from + "'");
        add(
                path(operation, "path", "copy"),
                value == null ? NullNode.instance : value.deepCopy(),
                "error while adding value during copy");
    }

    private void test(String path, JsonNode expected) {
        JsonNode actual = document;
        if (!path.isEmpty()) {
            Place place = find(path);
            if (place == null) {
                throw PatchException.inapplicable(
                        "test operation does not apply: is missing path: " + path + ": missing value");
            }
            actual = get(place, "error in test for path: '" + path + "'");
        }
        if (!JsonValues.equal(actual == null ? NullNode.instance : actual, expected)) {
            throw PatchException.inapplicable("testing value " + path + " failed: test failed");
        }
    }

    private static @Nullable JsonNode get(Place place, String context) {
        try {
            return place.get();
        } catch (PatchException e) {
            throw inContext(context, e);
        }
    }

    private static PatchException missing(String kind, String which, String path) {
        return PatchException.inapplicable(
                kind + " operation does not apply: doc is missing " + which + "path: \"" + path + "\": missing value");
    }

    private static PatchException inContext(String context, PatchException cause) {
        return PatchException.inapplicable(context + ": " + cause.getMessage());
    }
}
