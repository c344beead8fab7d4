package com.amd.aim.kube.schema;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Durations as Go writes them ({@code 1h30m}), and as the format {@code duration} takes them besides ({@code 5 days}). */
final class GoDuration {

    private static final Pattern GO =
            Pattern.compile("[-+]?(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)\\s*([A-Za-zµμ]+)");

    private GoDuration() {}

    static boolean valid(String text) {
        return parse(text).isPresent();
    }

    static Optional<Duration> parse(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        boolean found = GO.matches(text);
        while (parts.find()) {
            Optional<Duration> unit = unit(parts.group(2));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            found = true;
            BigDecimal nanos = new BigDecimal(parts.group(1))
                    .multiply(BigDecimal.valueOf(unit.get().toNanos()));
            sum = sum.plusNanos(nanos.setScale(0, RoundingMode.DOWN).longValue());
        }
        return found ? Optional.of(text.startsWith("-") ? sum.negated() : sum) : Optional.empty();
    }

    private static Optional<Duration> unit(String word) {
        return Optional.ofNullable(
                switch (word) {
                    case "ns", "nano", "nanos" -> ChronoUnit.NANOS.getDuration();
                    case "us", "µs", "μs", "micro", "micros" -> ChronoUnit.MICROS.getDuration();
                    case "ms", "milli", "millis" -> ChronoUnit.MILLIS.getDuration();
                    case "s", "sec", "secs" -> ChronoUnit.SECONDS.getDuration();
                    case "m", "min", "mins" -> ChronoUnit.MINUTES.getDuration();
                    case "h", "hr", "hrs", "hour", "hours" -> ChronoUnit.HOURS.getDuration();
                    case "d", "day", "days" -> ChronoUnit.DAYS.getDuration();
                    case "w", "wk", "week", "weeks" -> ChronoUnit.WEEKS.getDuration();
                    default -> null;
                });
    }
}
