package com.amd.aim.sandbox.api.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Trees as the server keeps them: reading by path without nulls, copying instead of changing. */
public final class Json {

    /** Reads and writes JSON. */
    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** A new empty object. */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A new empty list. */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The text at a path of field names; "" when it is absent or no text. */
    public static String text(@Nullable JsonNode from, String... path) {
        JsonNode at = at(from, path);
        return at != null && at.isTextual() ? at.textValue() : "";
    }

    /** The node at a path of field names; null when absent or JSON null. */
    public static @Nullable JsonNode at(@Nullable JsonNode from, String... path) {
        JsonNode at = from;
        for (String field : path) {
            if (at == null) {
                return null;
            }
            at = at.get(field);
        }
        return at == null || at.isNull() ? null : at;
    }

    /** The items of the list at a path; none when it is absent or no list. */
    public static List<JsonNode> items(@Nullable JsonNode from, String... path) {
        JsonNode at = at(from, path);
        if (at == null || !at.isArray()) {
            return List.of();
        }
        Iterator<JsonNode> items = at.elements();
        return StreamSupport.stream(((Iterable<JsonNode>) () -> items).spliterator(), false)
                .toList();
    }

    /** The object in {@code field}, made when there is none; for trees that are still being built. */
    public static ObjectNode child(ObjectNode in, String field) {
        return in.get(field) instanceof ObjectNode there ? there : in.putObject(field);
    }

    /** The whole number at a path, or {@code otherwise}. */
    public static long number(@Nullable JsonNode from, long otherwise, String... path) {
        JsonNode at = at(from, path);
        return at != null && at.isIntegralNumber() ? at.longValue() : otherwise;
    }

    /** A tree as bytes. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A copy of {@code of} whose top level may be changed; what is below is shared and may not. */
    public static ObjectNode shallow(ObjectNode of) {
        return object().setAll(of);
    }
}
