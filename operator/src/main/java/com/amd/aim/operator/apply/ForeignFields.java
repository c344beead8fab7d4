package com.amd.aim.operator.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leaves to other appliers what is theirs: takes out of an object every field that another manager applies with a different
 * value. What both apply equally stays, since it is then shared.
 *
 * <p>Reads the {@code fieldsV1} form: {@code f:name} is a field, <code>k:{…}</code> an item of a list by its keys; a set's members ({@code v:})
 * never conflict.
 */
final class ForeignFields {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String manager;
    private final List<FieldConflict> conflicts = new ArrayList<>();

    private ForeignFields(String manager) {
        this.manager = manager;
    }

    /**
     * @param fields what the other manager applies, as fieldsV1
     * @param desired changed in place: loses what is left to the other
     * @param live the object as it is
     */
    static List<FieldConflict> leave(String manager, JsonNode fields, ObjectNode desired, JsonNode live) {
        ForeignFields walk = new ForeignFields(manager);
        walk.object(fields, desired, live, "");
        return walk.conflicts;
    }

    private void object(JsonNode fields, ObjectNode desired, JsonNode live, String path) {
        for (Map.Entry<String, JsonNode> entry : sorted(fields)) {
            if (!entry.getKey().startsWith("f:")) {
                continue;
            }
            String name = entry.getKey().substring(2);
            JsonNode ours = desired.get(name);
            JsonNode theirs = live.path(name);
            if (ours == null || ours.equals(theirs)) {
                continue;
            }
            String here = path + "." + name;
            if (isLeaf(entry.getValue())) {
                desired.remove(name);
                conflicts.add(new FieldConflict(manager, here));
            } else if (ours instanceof ObjectNode object) {
                object(entry.getValue(), object, theirs, here);
            } else if (ours instanceof ArrayNode list) {
                items(entry.getValue(), list, theirs, here);
            }
        }
    }

    private void items(JsonNode fields, ArrayNode desired, JsonNode live, String path) {
        for (Map.Entry<String, JsonNode> entry : sorted(fields)) {
            if (!entry.getKey().startsWith("k:")) {
                continue;
            }
            JsonNode keys = parse(entry.getKey().substring(2));
            if (item(desired, keys) instanceof ObjectNode ours && item(live, keys) instanceof ObjectNode theirs) {
                object(withoutKeys(entry.getValue(), keys), ours, theirs, path + shown(keys));
            }
        }
    }

    private static boolean isLeaf(JsonNode fields) {
        return fields.isEmpty();
    }

    private static List<Map.Entry<String, JsonNode>> sorted(JsonNode fields) {
        return fields.properties().stream().sorted(Map.Entry.comparingByKey()).toList();
    }

    private static JsonNode withoutKeys(JsonNode fields, JsonNode keys) {
        ObjectNode rest = fields.deepCopy();
        keys.fieldNames().forEachRemaining(key -> rest.remove("f:" + key));
        return rest;
    }

    private static @Nullable JsonNode item(JsonNode list, JsonNode keys) {
        for (JsonNode item : list) {
            if (keys.properties().stream().allMatch(key -> key.getValue().equals(item.get(key.getKey())))) {
                return item;
            }
        }
        return null;
    }

    private static String shown(JsonNode keys) {
        List<String> words = new ArrayList<>();
        keys.properties().forEach(key -> words.add(key.getKey() + "=" + key.getValue()));
        return "[" + String.join(",", words) + "]";
    }

    private static JsonNode parse(String keys) {
        try {
            return JSON.readTree(keys);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("managedFields hold a key that is not JSON: " + keys, e);
        }
    }
}
