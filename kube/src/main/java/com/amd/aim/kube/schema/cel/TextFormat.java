package com.amd.aim.kube.schema.cel;

import com.amd.aim.kube.value.GoText;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code '%s has %d'.format([self.name, 3])}: strings, numbers in several notations, lists and maps. */
final class TextFormat {

    private static final Pattern CLAUSE = Pattern.compile("%(?:%|(\\.[0-9]+)?([a-zA-Z])?)");
    private static final int DIGITS = 6;
    private static final String RAISED = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

    private TextFormat() {}

    static String format(String text, List<?> arguments) {
        Iterator<?> values = arguments.iterator();
        StringBuilder out = new StringBuilder();
        Matcher clauses = CLAUSE.matcher(text);
        int end = 0;
        while (clauses.find()) {
            out.append(text, end, clauses.start());
            end = clauses.end();
            if (clauses.group().equals("%%")) {
                out.append('%');
            } else if (!values.hasNext()) {
                throw new IllegalArgumentException("index " + arguments.size() + " out of range");
            } else {
                int digits = clauses.group(1) == null
                        ? DIGITS
                        : Integer.parseInt(clauses.group(1).substring(1));
                out.append(clause(clauses.group(2) == null ? "" : clauses.group(2), digits, values.next()));
            }
        }
        return out.append(text.substring(end)).toString();
    }

    private static String clause(String verb, int digits, Object value) {
        return switch (verb) {
            case "s" -> string(value);
            case "d" ->
                value instanceof Number && !(value instanceof Double)
                        ? value.toString()
                        : refused("decimal", "integers", value);
            case "f" ->
                value instanceof Double number ? fixed(number, digits) : refused("fixed-point", "doubles", value);
            case "e" -> value instanceof Double number ? scientific(number) : refused("scientific", "doubles", value);
            case "b" -> binary(value);
            case "o" -> value instanceof Long number ? Long.toString(number, 8) : refused("octal", "integers", value);
            case "x" -> hexadecimal(value);
            case "X" -> hexadecimal(value).toUpperCase(Locale.ROOT);
            default -> throw new IllegalArgumentException("unrecognized formatting clause \"" + verb + "\"");
        };
    }

    private static String refused(String clause, String takes, Object value) {
        throw new IllegalArgumentException("error during formatting: " + clause + " clause can only be used on " + takes
                + ", was given " + typeOf(value));
    }

    private static String typeOf(Object value) {
        return switch (value) {
            case String _ -> "string";
            case Boolean _ -> "bool";
            case Double _ -> "double";
            case Number _ -> "int";
            case List<?> _ -> "list";
            case Map<?, ?> _ -> "map";
            default -> value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }

    private static String fixed(double number, int digits) {
        return new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Powers of ten are written as people write them, whatever precision is asked for. */
    private static String scientific(double number) {
        String text = String.format(Locale.ROOT, "%.6e", number);
        int mark = text.indexOf('e');
        StringBuilder out = new StringBuilder(text.substring(0, mark)).append("\u00d710");
        text.substring(mark + 1)
                .chars()
                .filter(c -> c != '+')
                .forEach(c -> out.append(c == '-' ? '\u207b' : RAISED.charAt(c - '0')));
        return out.toString();
    }

    private static String binary(Object value) {
        return switch (value) {
            case Long number -> Long.toString(number, 2);
            case Boolean truth -> truth ? "1" : "0";
            default -> refused("binary", "integers and bools", value);
        };
    }

    private static String hexadecimal(Object value) {
        return switch (value) {
            case Long number -> Long.toString(number, 16);
            case String text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
            case CelByteString bytes -> HexFormat.of().formatHex(bytes.toByteArray());
            default -> refused("hexadecimal", "integers, byte buffers, and strings", value);
        };
    }

    private static String string(Object value) {
        return switch (value) {
            case Double number -> GoText.number(number);
            case NullValue _ -> "null";
            case CelByteString bytes -> bytes.toStringUtf8();
            case Duration duration -> seconds(duration);
            case List<?> list -> list.stream().map(TextFormat::literal).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> literal(entry.getKey()) + ":" + literal(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> value.toString();
        };
    }

    /** {@return a value inside a list or a map, as an expression writes it} */
    private static String literal(Object value) {
        return switch (value) {
            case String text -> GoText.quote(text);
            case Double number -> fixed(number, DIGITS);
            case CelByteString bytes -> "b" + GoText.quote(bytes.toStringUtf8());
            case Duration duration -> "duration(\"" + seconds(duration) + "\")";
            case Instant time -> "timestamp(\"" + time + "\")";
            default -> string(value);
        };
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros();
        return seconds.toPlainString() + "s";
    }
}
