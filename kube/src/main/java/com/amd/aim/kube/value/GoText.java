package com.amd.aim.kube.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints values the way the API server, a Go program, prints them in its messages. */
public final class GoText {

    private GoText() {}

    /** A character, and where it stands in the text's bytes as UTF-8. */
    public record Place(int codePoint, int position) {}

    /** {@return the first character that cannot be printed ({@code unicode.IsPrint})} */
    public static Optional<Place> firstUnprintable(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            if (c != ' ' && !printable(c)) {
                return Optional.of(new Place(c, text.substring(0, i).getBytes(StandardCharsets.UTF_8).length));
            }
        }
        return Optional.empty();
    }

    /** {@return the text as a quoted literal ({@code %q})} */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> quoted(out, c));
        return out.append('"').toString();
    }

    private static void quoted(StringBuilder out, int c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 11 -> out.append("\\v");
            default -> {
                if (c < 0x20 || c == 0x7f) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else if (c < 0x7f || printable(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(c > 0xffff ? String.format(Locale.ROOT, "\\U%08x", c) : unicode(c));
                }
            }
        }
    }

    private static String unicode(int c) {
        return String.format(Locale.ROOT, "\\u%04x", c);
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@return a number as {@code %v} prints it: integers plainly, others in the shortest form} */
    public static String number(JsonNode value) {
        return value.isIntegralNumber() ? value.bigIntegerValue().toString() : number(value.doubleValue(), 6, -4, 2);
    }

    /** {@return a floating-point number as {@code %v} prints it} */
    public static String number(double value) {
        return number(value, 6, -4, 2);
    }

    /**
     * Prints a number in the shortest form.
     *
     * @param plainBelow the power of ten from which on there is an exponent
     * @param plainFrom the power of ten below which there is one
     * @param digits the least digits of an exponent
     */
    private static String number(double value, int plainBelow, int plainFrom, int digits) {
        if (value == 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            return value == 0 ? "0" : Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = exact.precision() - exact.scale() - 1;
        if (exponent >= plainFrom && exponent < plainBelow) {
            return exact.toPlainString();
        }
        String mantissa = exact.unscaledValue().abs().toString();
        String fraction = mantissa.length() > 1 ? "." + mantissa.substring(1) : "";
        String sign = exact.signum() < 0 ? "-" : "";
        String power = Integer.toString(Math.abs(exponent));
        String padded = "0".repeat(Math.max(0, digits - power.length())) + power;
        return sign + mantissa.charAt(0) + fraction + (exponent < 0 ? "e-" : "e+") + padded;
    }

    /** {@return the value as Go's JSON encoder writes it: keys sorted, {@code <>&} escaped} */
    public static String json(JsonNode value) {
        StringBuilder out = new StringBuilder();
        json(out, value);
        return out.toString();
    }

    private static void json(StringBuilder out, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                String separator = "{";
                for (Map.Entry<String, JsonNode> field : sorted(value).entrySet()) {
                    out.append(separator);
                    jsonString(out, field.getKey());
                    json(out.append(':'), field.getValue());
                    separator = ",";
                }
                out.append(value.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                String separator = "[";
                for (JsonNode item : value) {
                    json(out.append(separator), item);
                    separator = ",";
                }
                out.append(value.isEmpty() ? "[]" : "]");
            }
            case STRING -> jsonString(out, value.textValue());
            case NUMBER ->
                out.append(
                        value.isIntegralNumber()
                                ? value.bigIntegerValue().toString()
                                : number(value.doubleValue(), 21, -6, 1));
            default -> out.append(value.asText());
        }
    }

    /** {@return the text as a JSON string as Go's encoder writes it} */
    public static String jsonString(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        jsonString(out, text);
        return out.toString();
    }

    private static void jsonString(StringBuilder out, String text) {
        out.append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                        out.append(unicode(c));
                    } else {
                        out.append((char) c);
                    }
                }
            }
        });
        out.append('"');
    }

    /** {@return the value as {@code %v} prints a decoded JSON value, as in {@code map[a:1 b:[x y]]}} */
    public static String plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> number(value);
            case NULL, MISSING -> "<nil>";
            case OBJECT -> {
                StringBuilder out = new StringBuilder("map[");
                sorted(value)
                        .forEach((name, field) -> out.append(out.length() > 4 ? " " : "")
                                .append(name)
                                .append(':')
                                .append(plain(field)));
                yield out.append(']').toString();
            }
            case ARRAY -> {
                StringBuilder out = new StringBuilder("[");
                value.forEach(item -> out.append(out.length() > 1 ? " " : "").append(plain(item)));
                yield out.append(']').toString();
            }
            default -> value.asText();
        };
    }

    /** {@return items as {@code %v} prints a list of them} */
    public static String plainList(List<JsonNode> items) {
        return items.stream().map(GoText::plain).collect(Collectors.joining(" ", "[", "]"));
    }

    private static SortedMap<String, JsonNode> sorted(JsonNode object) {
        TreeMap<String, JsonNode> fields = new TreeMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
