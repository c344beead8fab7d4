package com.amd.aim.operator.render;

import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Quantities as the API server stores them: no fraction, and the largest suffix that divides. Anything else would be rewritten
 * there and then look changed.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">the canonical form</a>
 */
public final class Quantities {
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
    private static final BigInteger BINARY_STEP = BigInteger.valueOf(1_024);
    private static final BigInteger DECIMAL_STEP = BigInteger.valueOf(1_000);

    private Quantities() {}

    /** Bytes, as {@code 16Gi}. */
    public static Quantity bytes(long bytes) {
        return scaled(BigInteger.valueOf(bytes), BINARY, 0, BINARY_STEP);
    }

    public static Quantity count(long count) {
        return scaled(BigInteger.valueOf(count), DECIMAL, DECIMAL.indexOf(""), DECIMAL_STEP);
    }

    /** The canonical form of what a user wrote; one with an exponent stays as it is. */
    public static Quantity canonical(Quantity quantity) {
        String format = quantity.getFormat() == null ? "" : quantity.getFormat();
        BigDecimal amount = Quantity.getAmountInBytes(quantity);
        if (format.endsWith("i") && amount.stripTrailingZeros().scale() <= 0) {
            return scaled(amount.toBigIntegerExact(), BINARY, 0, BINARY_STEP);
        }
        if (DECIMAL.contains(format) || format.endsWith("i")) {
            // finer than a billionth is rounded up, as the API server does
            BigInteger billionths =
                    amount.movePointRight(9).setScale(0, RoundingMode.UP).toBigIntegerExact();
            return scaled(billionths, DECIMAL, 0, DECIMAL_STEP);
        }
        return quantity;
    }

    /** Sorted, each in its canonical form. */
    public static Map<String, Quantity> canonical(Map<String, Quantity> quantities) {
        Map<String, Quantity> sorted = new TreeMap<>();
        quantities.forEach((name, quantity) -> sorted.put(name, canonical(quantity)));
        return sorted;
    }

    private static Quantity scaled(BigInteger amount, List<String> suffixes, int first, BigInteger step) {
        if (amount.signum() == 0) {
            return new Quantity("0");
        }
        BigInteger rest = amount;
        int suffix = first;
        while (suffix + 1 < suffixes.size() && rest.mod(step).signum() == 0) {
            rest = rest.divide(step);
            suffix++;
        }
        return new Quantity(rest.toString(), suffixes.get(suffix));
    }
}
