package com.amd.aim.engine.recipe;

import java.util.OptionalLong;

/** Products of a decimal number and a unit. BigDecimal would do, but its first use takes longer than to choose a recipe. */
public final class ScaledNumber {
    private ScaledNumber() {}

    /**
     * {@code 65.5} times 1000 is 65500; what is behind the point of the product is cut off. Empty where it is too large.
     *
     * @param decimal up to 18 digits, and up to 9 behind a point
     */
    public static OptionalLong of(String decimal, long unit) {
        int point = decimal.indexOf('.');
        String fraction = point < 0 ? "" : decimal.substring(point + 1);
        long whole = Long.parseLong(point < 0 ? decimal : decimal.substring(0, point));
        long power = 1;
        for (int digit = 0; digit < fraction.length(); digit++) {
            power *= 10;
        }
        long behind = fraction.isEmpty() ? 0 : Long.parseLong(fraction);
        try {
            return OptionalLong.of(Math.addExact(
                    Math.multiplyExact(whole, unit), behind * (unit / power) + behind * (unit % power) / power));
        } catch (ArithmeticException tooLarge) {
            return OptionalLong.empty();
        }
    }
}
