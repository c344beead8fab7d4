package com.amd.aim.engine.catalog;

import com.amd.aim.engine.recipe.ScaledNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts of memory: {@code 192 GiB}, {@code 65.5 GB} (10⁹), or a bare number of bytes. */
final class ByteSize {
    static final String FORM = "an amount such as \"192 GiB\", \"65.5 GB\" or a number of bytes";
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?) ?(GiB|GB|MiB|MB)?");

    private ByteSize() {}

    /** Empty where it is none, or not one byte. */
    static Optional<Long> parse(String text) {
        Matcher matcher = PATTERN.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = switch (String.valueOf(matcher.group(2))) {
            case "GiB" -> 1L << 30;
            case "GB" -> 1_000_000_000L;
            case "MiB" -> 1L << 20;
            case "MB" -> 1_000_000L;
            default -> 1L;
        };
        long bytes = ScaledNumber.of(matcher.group(1), unit).orElse(0);
        return bytes > 0 ? Optional.of(bytes) : Optional.empty();
    }
}
