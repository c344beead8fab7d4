package com.amd.aim.sandbox.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource: {@code 500m, 2, 8Gi, 1e3}.
 *
 * @param value the exact amount
 * @param form which suffixes it is written with
 */
public record Quantity(BigDecimal value, Form form) implements Comparable<Quantity> {

    private static final Pattern TEXT =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]|[eE][+-]?\\d+)?");
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigDecimal KI = BigDecimal.valueOf(1024);

    /** The families of suffixes. */
    public enum Form {
        BINARY,
        DECIMAL,
        EXPONENT
    }

    /** Reads a quantity; empty when the text is none. Finer than a billionth is rounded up. */
    public static Optional<Quantity> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        String suffix = matcher.group(2) == null ? "" : matcher.group(2);
        if (suffix.length() > 1 && (suffix.charAt(0) == 'e' || suffix.charAt(0) == 'E') && !suffix.equals("Ei")) {
            int exponent = Integer.parseInt(suffix.substring(1).replace("+", ""));
            return Optional.of(new Quantity(fine(number.scaleByPowerOfTen(exponent)), Form.EXPONENT));
        }
        int binary = suffix.isEmpty() ? -1 : BINARY.indexOf(suffix);
        return Optional.of(
                binary > 0
                        ? new Quantity(fine(number.multiply(KI.pow(binary))), Form.BINARY)
                        : new Quantity(
                                fine(number.scaleByPowerOfTen(3 * (DECIMAL.indexOf(suffix) - 3))), Form.DECIMAL));
    }

    /** Reads a quantity from JSON, where a whole number may stand without quotes. */
    public static Optional<Quantity> of(JsonNode node) {
        return node.isTextual() || node.isNumber() ? parse(node.asText()) : Optional.empty();
    }

    private static BigDecimal fine(BigDecimal exact) {
        return exact.scale() > 9 ? exact.setScale(9, RoundingMode.UP) : exact;
    }

    /** Whether this is a whole number. */
    public boolean isWhole() {
        return value.stripTrailingZeros().scale() <= 0;
    }

    /** As the API server writes it: the largest suffix that needs no fraction. */
    public String canonical() {
        if (value.signum() == 0) {
            return "0";
        }
        boolean small = value.abs().compareTo(KI) < 0;
        if (form == Form.BINARY && !small && isWhole()) {
            return binary(value.toBigIntegerExact());
        }
        BigDecimal stripped = value.stripTrailingZeros();
        int exponent = Math.floorDiv(-stripped.scale(), 3) * 3;
        BigInteger mantissa = stripped.scaleByPowerOfTen(-exponent).toBigIntegerExact();
        if (form == Form.EXPONENT) {
            return exponent == 0 ? mantissa.toString() : mantissa + "e" + exponent;
        }
        int index = Math.min(exponent / 3 + 3, DECIMAL.size() - 1);
        BigDecimal shown = stripped.scaleByPowerOfTen(-3 * (index - 3));
        return shown.toBigIntegerExact() + DECIMAL.get(index);
    }

    private static String binary(BigInteger bytes) {
        BigInteger rest = bytes;
        int index = 0;
        while (index < BINARY.size() - 1 && rest.mod(KI.toBigInteger()).signum() == 0) {
            rest = rest.divide(KI.toBigInteger());
            index++;
        }
        return rest + BINARY.get(index);
    }

    @Override
    public int compareTo(Quantity other) {
        return value.compareTo(other.value);
    }
}
