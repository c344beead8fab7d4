package com.amd.aim.engine.model;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a number of parameters as people write it. */
public final class ModelSize {
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,4}) *x *)?(\\d{1,6}(?:\\.\\d{1,6})?) *([kmbt])", Pattern.CASE_INSENSITIVE);

    private ModelSize() {}

    /**
     * Parameters in billions: {@code 32B} → 32, {@code 600M} → 0.6, {@code 1.5T} → 1500, {@code 8x7B} → 56 (experts
     * share layers, so that is an upper bound). Empty for anything else and for nothing at all.
     */
    public static OptionalDouble billions(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        int experts = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
        double unit = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "k" -> 1e-6;
            case "m" -> 1e-3;
            case "b" -> 1;
            default -> 1e3;
        };
        double billions = experts * Double.parseDouble(matcher.group(2)) * unit;
        return billions > 0 ? OptionalDouble.of(billions) : OptionalDouble.empty();
    }
}
