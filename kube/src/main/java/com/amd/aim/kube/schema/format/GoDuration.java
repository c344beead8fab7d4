package com.amd.aim.kube.schema.format;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Durations as Go writes them ({@code 1h30m}), and as the format {@code duration} takes them besides ({@code 5 days}). */
public final class GoDuration {

    private static final Pattern GO =
            Pattern.compile("[-+]?(?:0|(?:(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern GO_PART = Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern WORD_PART = Pattern.compile("([0-9]+)\\s*([A-Za-zµ]+)");
    private static final List<Word> WORDS = List.of(
            new Word("nano", ChronoUnit.NANOS),
            new Word("micro", ChronoUnit.MICROS),
            new Word("milli", ChronoUnit.MILLIS),
            new Word("sec", ChronoUnit.SECONDS),
            new Word("min", ChronoUnit.MINUTES),
            new Word("hour", ChronoUnit.HOURS),
            new Word("day", ChronoUnit.DAYS),
            new Word("week", ChronoUnit.WEEKS));

    private GoDuration() {}

    static boolean valid(String text) {
        return parse(text).isPresent();
    }

    public static Optional<Duration> parse(String text) {
        boolean go = GO.matches(text);
        Matcher parts = (go ? GO_PART : WORD_PART).matcher(text);
        Optional<Duration> sum = go ? Optional.of(Duration.ZERO) : Optional.empty();
        while (parts.find()) {
            Optional<Duration> unit = unit(parts.group(2).toLowerCase(Locale.ROOT));
            if (unit.isPresent()) {
                BigDecimal nanos = new BigDecimal(parts.group(1))
                        .multiply(BigDecimal.valueOf(unit.get().toNanos()));
                long whole = nanos.setScale(0, RoundingMode.DOWN).longValue();
                sum = Optional.of(sum.orElse(Duration.ZERO).plusNanos(whole));
            }
        }
        return go && text.startsWith("-") ? sum.map(Duration::negated) : sum;
    }

    /** {@return the unit that a word means; of longer words the beginning counts} */
    private static Optional<Duration> unit(String word) {
        ChronoUnit unit = switch (word) {
            case "ns" -> ChronoUnit.NANOS;
            case "us", "µs", "μs" -> ChronoUnit.MICROS;
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h", "hr" -> ChronoUnit.HOURS;
            case "d" -> ChronoUnit.DAYS;
            case "w", "wk" -> ChronoUnit.WEEKS;
            default -> null;
        };
        return unit != null
                ? Optional.of(unit.getDuration())
                : WORDS.stream()
                        .filter(name -> word.startsWith(name.word))
                        .findFirst()
                        .map(name -> name.unit.getDuration());
    }

    private record Word(String word, ChronoUnit unit) {}
}
