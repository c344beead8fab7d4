package com.amd.aim.sandbox.api.wire;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.wire.Message.Field;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;

/** Reads {@code application/vnd.kubernetes.protobuf} bodies of the kinds in its table. */
public final class Protobuf {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private final Map<String, Message> messages = Message.table();

    /**
     * The object as a JSON tree with its kind and apiVersion.
     *
     * @throws IllegalArgumentException when it cannot be read; the message says why
     */
    public ObjectNode read(byte[] body) {
        if (body.length < MAGIC.length || !Arrays.equals(body, 0, 4, MAGIC, 0, 4)) {
            throw new IllegalArgumentException("the body does not begin as Kubernetes' protobuf does");
        }
        try {
            return envelope(new Bytes(Arrays.copyOfRange(body, 4, body.length)));
        } catch (IndexOutOfBoundsException | ArithmeticException cut) {
            throw new IllegalArgumentException("the body is cut off", cut);
        }
    }

    /** Around every object: its kind, and the object itself as bytes. */
    private ObjectNode envelope(Bytes bytes) {
        ObjectNode object = Json.object();
        Bytes raw = null;
        while (bytes.hasMore()) {
            long tag = bytes.number();
            switch ((int) (tag >>> 3)) {
                case 1 -> identity(bytes.part(), object);
                case 2 -> raw = bytes.part();
                default -> bytes.skip((int) (tag & 7));
            }
        }
        String kind = Json.text(object, "kind");
        if (raw == null || !messages.containsKey(kind)) {
            throw new IllegalArgumentException("no protobuf form is known of \"" + kind + "\"; send JSON");
        }
        message(raw, kind, object);
        return object;
    }

    private static void identity(Bytes bytes, ObjectNode object) {
        while (bytes.hasMore()) {
            long tag = bytes.number();
            String text = bytes.part().text();
            object.put(tag >>> 3 == 1 ? "apiVersion" : "kind", text);
        }
    }

    private void message(Bytes bytes, String type, ObjectNode into) {
        Message message = Objects.requireNonNull(messages.get(type), type);
        while (bytes.hasMore()) {
            long tag = bytes.number();
            int wireType = (int) (tag & 7);
            Field field = message.fields().get((int) (tag >>> 3));
            if (field == null) {
                bytes.skip(wireType);
            } else {
                field(bytes, wireType, field, into);
            }
        }
    }

    private void field(Bytes bytes, int wireType, Field field, ObjectNode into) {
        switch (field.shape()) {
            case INLINE -> message(bytes.part(), field.type(), into);
            case LIST -> list(into, field).add(value(bytes, wireType, field.type()));
            case MAP -> entry(bytes.part(), field.type(), Json.child(into, field.name()));
            case ONE -> {
                JsonNode value = value(bytes, wireType, field.type());
                if (!value.isNull() && !(field.omitEmpty() && isEmpty(value))) {
                    into.set(field.name(), value);
                }
            }
        }
    }

    private static ArrayNode list(ObjectNode into, Field field) {
        return into.get(field.name()) instanceof ArrayNode there ? there : into.putArray(field.name());
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : value.isNumber()
                        ? value.asDouble() == 0
                        : value.isBoolean()
                                ? !value.asBoolean()
                                : value.asText().isEmpty();
    }

    private void entry(Bytes bytes, String type, ObjectNode into) {
        String key = "";
        JsonNode value = TextNode.valueOf("");
        while (bytes.hasMore()) {
            long tag = bytes.number();
            if (tag >>> 3 == 1) {
                key = bytes.part().text();
            } else {
                value = value(bytes, (int) (tag & 7), type);
            }
        }
        into.set(key, value);
    }

    private JsonNode value(Bytes bytes, int wireType, String type) {
        return switch (type) {
            case "string" -> TextNode.valueOf(bytes.part().text());
            case "int" -> LongNode.valueOf(wireType == 0 ? bytes.number() : bytes.fixed(wireType == 1 ? 8 : 4));
            case "bool" -> BooleanNode.valueOf(bytes.number() != 0);
            case "double" -> DoubleNode.valueOf(Double.longBitsToDouble(bytes.fixed(8)));
            case "bytes" ->
                TextNode.valueOf(Base64.getEncoder().encodeToString(bytes.part().rest()));
            case "quantity" -> part(bytes, 1, TextNode.valueOf("0"));
            case "time", "microtime" -> time(bytes.part());
            case "duration" -> throw new IllegalArgumentException("durations are not read from protobuf; send JSON");
            case "intOrString" -> intOrString(bytes.part());
            case "json" -> json(bytes.part());
            default -> {
                ObjectNode object = Json.object();
                message(bytes.part(), type, object);
                yield object;
            }
        };
    }

    /** The text in the one field of a message. */
    private static JsonNode part(Bytes bytes, int number, JsonNode otherwise) {
        Bytes part = bytes.part();
        JsonNode found = otherwise;
        while (part.hasMore()) {
            long tag = part.number();
            if (tag >>> 3 == number) {
                found = TextNode.valueOf(part.part().text());
            } else {
                part.skip((int) (tag & 7));
            }
        }
        return found;
    }

    private static JsonNode time(Bytes bytes) {
        if (!bytes.hasMore()) {
            return NullNode.instance;
        }
        long seconds = 0;
        long nanos = 0;
        while (bytes.hasMore()) {
            long tag = bytes.number();
            long value = bytes.number();
            if (tag >>> 3 == 1) {
                seconds = value;
            } else {
                nanos = value;
            }
        }
        return TextNode.valueOf(Instant.ofEpochSecond(seconds, nanos).toString());
    }

    private static JsonNode intOrString(Bytes bytes) {
        long type = 0;
        JsonNode number = LongNode.valueOf(0);
        JsonNode text = TextNode.valueOf("");
        while (bytes.hasMore()) {
            long tag = bytes.number();
            switch ((int) (tag >>> 3)) {
                case 1 -> type = bytes.number();
                case 2 -> number = LongNode.valueOf(bytes.number());
                default -> text = TextNode.valueOf(bytes.part().text());
            }
        }
        return type == 0 ? number : text;
    }

    private static JsonNode json(Bytes bytes) {
        Bytes found = null;
        while (bytes.hasMore()) {
            bytes.number();
            found = bytes.part();
        }
        try {
            return found == null ? Json.object() : Json.MAPPER.readTree(found.rest());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("what should be JSON within protobuf is none", unreadable);
        }
    }
}
