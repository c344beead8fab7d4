package com.amd.aim.sandbox.api.model;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Text as Go, in which API servers are written, sees and quotes it. */
public final class GoText {

    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"";
    private static final String ESCAPES = "abfnrtv\\\"";

    private GoText() {}

    /** A character, and where it stands in the text's bytes. */
    public record Place(int codePoint, int position) {}

    /** The first character that cannot be printed. */
    public static Optional<Place> firstUnprintable(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (!isPrintable(text.codePointAt(i))) {
                int position = text.substring(0, i).getBytes(StandardCharsets.UTF_8).length;
                return Optional.of(new Place(text.codePointAt(i), position));
            }
        }
        return Optional.empty();
    }

    /** {@code "a\x00b"}. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    private static String escaped(int c) {
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            return "\\" + ESCAPES.charAt(known);
        }
        if (isPrintable(c)) {
            return Character.toString(c);
        }
        return (c < 0x80 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(c);
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
