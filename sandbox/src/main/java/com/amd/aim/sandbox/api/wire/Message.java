package com.amd.aim.sandbox.api.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The fields of a message by their numbers.
 *
 * @param fields by number
 */
record Message(Map<Integer, Field> fields) {

    /** How often a field may stand. */
    enum Shape {
        ONE,
        LIST,
        MAP,
        /** A message whose fields stand beside the others. */
        INLINE
    }

    /**
     * One field.
     *
     * @param omitEmpty whether JSON leaves it out when it is zero or empty
     * @param type a scalar's word or a message's name; of the items where there are several
     */
    record Field(String name, boolean omitEmpty, Shape shape, String type) {

        static Field of(String text) {
            if (text.startsWith("^")) {
                return new Field("", false, Shape.INLINE, text.substring(1));
            }
            int colon = text.indexOf(':');
            String name = text.substring(0, colon);
            String type = text.substring(colon + 1);
            boolean omitEmpty = name.endsWith("?");
            String plain = omitEmpty ? name.substring(0, name.length() - 1) : name;
            return switch (type.charAt(0)) {
                case '[' -> new Field(plain, omitEmpty, Shape.LIST, type.substring(1, type.length() - 1));
                case '{' -> new Field(plain, omitEmpty, Shape.MAP, type.substring(1, type.length() - 1));
                default -> new Field(plain, omitEmpty, Shape.ONE, type);
            };
        }
    }

    /** Reads the table {@code messages.txt} beside this class: messages by name. */
    static Map<String, Message> table() {
        Map<String, Message> messages = new HashMap<>();
        try (InputStream file = Message.class.getResourceAsStream("messages.txt");
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split(" ", -1);
                Map<Integer, Field> fields = new HashMap<>();
                for (int i = 1; i < parts.length; i++) {
                    int equals = parts[i].indexOf('=');
                    if (equals > 0) {
                        fields.put(
                                Integer.valueOf(parts[i].substring(0, equals)),
                                Field.of(parts[i].substring(equals + 1)));
                    }
                }
                messages.put(parts[0], new Message(Map.copyOf(fields)));
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Map.copyOf(messages);
    }
}
