package com.amd.aim.sandbox.api.write;

import com.amd.aim.sandbox.api.kinds.ResourceType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Fields of built-in kinds that hold bytes as base64: what is none cannot be read. */
final class ByteFields {

    private static final Map<String, List<String>> FIELDS =
            Map.of("/secrets", List.of("data"), "/configmaps", List.of("binaryData"));

    private ByteFields() {}

    /** What is wrong with the first one that is no base64, in an API server's words. */
    static Optional<String> problem(ResourceType type, ObjectNode object) {
        return FIELDS.getOrDefault(type.storage(), List.of()).stream()
                .flatMap(field -> object.path(field).valueStream())
                .filter(JsonNode::isTextual)
                .map(value -> firstIllegal(value.textValue().getBytes(StandardCharsets.UTF_8)))
                .flatMap(at -> at.stream().boxed())
                .map(at -> "illegal base64 data at input byte " + at)
                .findFirst();
    }

    /** Where Go's decoder gives up. */
    private static OptionalInt firstIllegal(byte[] text) {
        int digits = 0; // of a group of four
        for (int i = 0; i < text.length; i++) {
            if (text[i] == '=') {
                return afterFirstPad(text, i, digits);
            }
            if (!isBreak(text[i])) {
                if (!isDigit(text[i])) {
                    return OptionalInt.of(i);
                }
                digits = (digits + 1) % 4;
            }
        }
        return digits == 0 ? OptionalInt.empty() : OptionalInt.of(text.length - digits);
    }

    /** A group ends with one pad behind three digits or two behind two, and nothing comes after it. */
    private static OptionalInt afterFirstPad(byte[] text, int pad, int digits) {
        if (digits < 2) {
            return OptionalInt.of(pad);
        }
        int next = overBreaks(text, pad + 1);
        if (digits == 2) {
            if (next == text.length) {
                return OptionalInt.of(next);
            }
            if (text[next] != '=') {
                return OptionalInt.of(next - 1);
            }
            next = overBreaks(text, next + 1);
        }
        return next == text.length ? OptionalInt.empty() : OptionalInt.of(next);
    }

    private static int overBreaks(byte[] text, int from) {
        int next = from;
        while (next < text.length && isBreak(text[next])) {
            next++;
        }
        return next;
    }

    private static boolean isBreak(byte c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isDigit(byte c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
