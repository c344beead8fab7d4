package com.amd.aim.kube.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes them ({@code 1h30m}), and as schemas of format {@code duration} allow them ({@code 2 days}). */
public final class GoDuration {

    private static final Pattern GO =
            Pattern.compile("[-+]?(?:0|(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern GO_PART = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WORDS = Pattern.compile("(\\d+)\\s*([A-Za-zµ]+)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L,
            "d", 86_400_000_000_000L,
            "w", 604_800_000_000_000L);

    private GoDuration() {}

    /** {@return the duration, null when the text is not of Go's form} */
    public static @Nullable Duration parse(String text) {
        if (!GO.matcher(text).matches()) {
            return null;
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = GO_PART.matcher(text);
        while (part.find()) {
            nanos = nanos.add(new BigDecimal(part.group(1).endsWith(".") ? part.group(1) + "0" : part.group(1))
                    .multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))));
        }
        try {
            long exact = nanos.toBigInteger().longValueExact();
            return Duration.ofNanos(text.startsWith("-") ? -exact : exact);
        } catch (ArithmeticException _) {
            return null; // more than 292 years
        }
    }

    /** {@return the duration in Go's form or in words of numbers and units; null when it is neither} */
    public static @Nullable Duration parseLenient(String text) {
        Duration go = parse(text);
        if (go != null) {
            return go;
        }
        Duration sum = null;
        Matcher part = WORDS.matcher(text);
        while (part.find()) {
            Long unit = unit(part.group(2).toLowerCase(Locale.ROOT));
            if (unit != null) {
                sum = (sum == null ? Duration.ZERO : sum)
                        .plus(Duration.ofNanos(unit).multipliedBy(Long.parseLong(part.group(1))));
            }
        }
        return sum;
    }

    private static @Nullable Long unit(String word) {
        String unit = switch (word) {
            case "ns", "us", "µs", "ms", "s", "m", "h", "d", "w" -> word;
            case "hr" -> "h";
            case "wk" -> "w";
            default -> longName(word);
        };
        return NANOS.get(unit);
    }

    private static String longName(String word) {
        for (Map.Entry<String, String> name : Map.of(
                        "nano", "ns", "micro", "us", "milli", "ms", "sec", "s", "min", "m", "hour", "h", "day", "d",
                        "week", "w")
                .entrySet()) {
            if (word.startsWith(name.getKey())) {
                return name.getValue();
            }
        }
        return "";
    }
}
