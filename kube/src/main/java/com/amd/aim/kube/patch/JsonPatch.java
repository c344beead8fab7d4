package com.amd.aim.kube.patch;

import com.amd.aim.kube.value.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
            case "add" -> add(path(operation, kind), value(operation));
            case "remove" -> remove(path(operation, kind));
            case "replace" -> replace(path(operation, kind), value(operation));
            case "move" -> move(operation);
            case "copy" -> copy(operation);
            case "test" -> test(path(operation, kind), value(operation));
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

    private static String path(JsonNode operation, String kind) {
        boolean explained = kind.equals("replace") || kind.equals("move") || kind.equals("test");
        return decode(operation, "path", kind, explained ? "operation missing path field: " : "");
    }

    private static String from(JsonNode operation, String kind) {
        return decode(operation, "from", kind, "operation, missing from field: ");
    }

    private static String decode(JsonNode operation, String field, String kind, String explanation) {
        JsonNode value = operation.get(field);
        if (value == null || !value.isTextual()) {
            throw PatchException.inapplicable(
                    kind + " operation failed to decode " + field + ": " + explanation + "missing value");
        }
        return value.textValue();
    }

    private void add(String path, JsonNode value) {
        Place place = Place.find(document, path);
        if (place == null) {
            throw missing("add", "path: \"" + path + "\"");
        }
        insert(place, value, "error in add for path: '" + path + "'");
    }

    private static void insert(Place place, JsonNode value, String context) {
        try {
            place.insert(value);
        } catch (PatchException e) {
            throw inContext(context, e);
        }
    }

    private void remove(String path) {
        Place place = Place.find(document, path);
        if (place == null) {
            throw missing("remove", "path: \"" + path + "\"");
        }
        take(place, "error in remove for path: '" + path + "'");
    }

    private static JsonNode take(Place place, String context) {
        try {
            return place.take();
        } catch (PatchException e) {
            throw inContext(context, e);
        }
    }

    private void replace(String path, JsonNode value) {
        if (path.isEmpty()) {
            document = value;
            return;
        }
        Place place = Place.find(document, path);
        if (place == null) {
            throw PatchException.inapplicable(
                    "replace operation does not apply: doc is missing path: " + path + ": missing value");
        }
        try {
            place.replace(value);
        } catch (PatchException _) {
            throw PatchException.inapplicable(
                    "replace operation does not apply: doc is missing key: " + path + ": missing value");
        }
    }

    private void move(JsonNode operation) {
        String from = from(operation, "move");
        Place place = Place.find(document, from);
        if (place == null) {
            throw missing("move", "from path: " + from);
        }
        JsonNode value = take(place, "error in move for path: '" + place.key() + "'");
        String path = path(operation, "move");
        insert(destination("move", path), value, "error in move for path: '" + path + "'");
    }

    private void copy(JsonNode operation) {
        String from = from(operation, "copy");
        Place place = Place.find(document, from);
        if (place == null) {
            throw missing("copy", "from path: " + from);
        }
        JsonNode value = get(place, "error in copy for from: '" + from + "'");
        JsonNode copy = value == null ? NullNode.instance : value.deepCopy();
        insert(destination("copy", path(operation, "copy")), copy, "error while adding value during copy");
    }

    private Place destination(String kind, String path) {
        Place place = Place.find(document, path);
        if (place == null) {
            throw missing(kind, "destination path: " + path);
        }
        return place;
    }

    private void test(String path, JsonNode expected) {
        JsonNode actual = document;
        if (!path.isEmpty()) {
            Place place = Place.find(document, path);
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

    private static PatchException missing(String kind, String what) {
        return PatchException.inapplicable(
                kind + " operation does not apply: doc is missing " + what + ": missing value");
    }

    private static PatchException inContext(String context, PatchException cause) {
        return PatchException.inapplicable(context + ": " + cause.getMessage());
    }
}
