package com.amd.aim.kube.schema.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * A quantity of Kubernetes, such as {@code 100Gi}; a unit without a number is zero, as for the API server. What is finer than a billionth is rounded away from zero.
 *
 * @param amount its value, without trailing zeros
 */
record Quantity(BigDecimal amount) implements Comparable<Quantity> {

    private static final Pattern SYNTAX =
            Pattern.compile("([+-]?[0-9]*(?:\\.[0-9]*)?)(?:([KMGTPE]i)|([numkMGTPE])|[eE]([+-]?[0-9]{1,4}))?");
    private static final Map<String, Integer> POWERS_OF_1024 =
            Map.of("Ki", 1, "Mi", 2, "Gi", 3, "Ti", 4, "Pi", 5, "Ei", 6);
    private static final Map<String, Integer> POWERS_OF_TEN =
            Map.of("n", -9, "u", -6, "m", -3, "k", 3, "M", 6, "G", 9, "T", 12, "P", 15, "E", 18);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    Quantity {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    static Optional<Quantity> parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        BigDecimal number = number(parts.group(1));
        if (parts.group(2) != null) {
            number = number.multiply(BigDecimal.valueOf(1024).pow(POWERS_OF_1024.getOrDefault(parts.group(2), 0)));
        } else if (parts.group(3) != null) {
            number = number.scaleByPowerOfTen(POWERS_OF_TEN.getOrDefault(parts.group(3), 0));
        } else if (parts.group(4) != null) {
            number = number.scaleByPowerOfTen(Integer.parseInt(parts.group(4)));
        }
        BigDecimal capped = number.min(LARGEST).max(LARGEST.negate());
        return Optional.of(new Quantity(capped.setScale(Math.min(9, Math.max(0, capped.scale())), RoundingMode.UP)));
    }

    private static BigDecimal number(String text) {
        boolean digits = text.chars().anyMatch(Character::isDigit);
        return digits ? new BigDecimal(text) : BigDecimal.ZERO;
    }

    static Quantity of(long number) {
        return new Quantity(BigDecimal.valueOf(number));
    }

    boolean isInteger() {
        return amount.scale() <= 0 && amount.abs().compareTo(LARGEST) < 0;
    }

    Quantity plus(Quantity other) {
        return new Quantity(amount.add(other.amount));
    }

    Quantity minus(Quantity other) {
        return new Quantity(amount.subtract(other.amount));
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }
}
