package com.amd.aim.engine.recipe;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers as vLLM's parser reads them: small letters are powers of 1000, capitals powers of 1024. */
final class HumanCount {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)([kKmMgGtT]?)");

    private HumanCount() {}

    static OptionalLong parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return ScaledNumber.of(matcher.group(1), unit(matcher.group(2)));
    }

    private static long unit(String letter) {
        long base = letter.equals(letter.toLowerCase(Locale.ROOT)) ? 1000 : 1024;
        return switch (letter.toLowerCase(Locale.ROOT)) {
            case "" -> 1;
            case "k" -> base;
            case "m" -> base * base;
            case "g" -> base * base * base;
            default -> base * base * base * base;
        };
    }
}
