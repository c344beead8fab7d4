package com.amd.aim.sandbox.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads an object's metadata, and changes it on trees that are still being built. */
public final class Meta {

    private Meta() {}

    public static String name(JsonNode object) {
        return Json.text(object, "metadata", "name");
    }

    public static String namespace(JsonNode object) {
        return Json.text(object, "metadata", "namespace");
    }

    public static String uid(JsonNode object) {
        return Json.text(object, "metadata", "uid");
    }

    public static String resourceVersion(JsonNode object) {
        return Json.text(object, "metadata", "resourceVersion");
    }

    public static long generation(JsonNode object) {
        return Json.number(object, 0, "metadata", "generation");
    }

    /** Whether deletion was asked for and the object is only waiting for finalizers or its node. */
    public static boolean isBeingDeleted(JsonNode object) {
        return Json.at(object, "metadata", "deletionTimestamp") != null;
    }

    public static Set<String> finalizers(JsonNode object) {
        Set<String> names = new TreeSet<>();
        Json.items(object, "metadata", "finalizers").forEach(item -> names.add(item.asText()));
        return names;
    }

    public static List<JsonNode> owners(JsonNode object) {
        return Json.items(object, "metadata", "ownerReferences");
    }

    public static Map<String, String> labels(JsonNode object) {
        return strings(Json.at(object, "metadata", "labels"));
    }

    /** An object of strings as a map in its own order. */
    public static Map<String, String> strings(@org.jspecify.annotations.Nullable JsonNode object) {
        Map<String, String> map = new LinkedHashMap<>();
        if (object != null) {
            object.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        }
        return map;
    }

    /** The metadata of a tree that is being built, made when absent. */
    public static ObjectNode of(ObjectNode object) {
        return Json.child(object, "metadata");
    }

    /** A time as the API writes it: UTC, whole seconds. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Sets a list of finalizers, or removes the field when there is none. */
    public static void setFinalizers(ObjectNode object, Iterable<String> names) {
        ObjectNode metadata = of(object);
        metadata.remove("finalizers");
        for (String name : names) {
            metadata.withArray("finalizers").add(name);
        }
    }
}
