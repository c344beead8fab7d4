package com.amd.aim.cli.live;

import com.amd.aim.operator.plan.ByteText;
import com.amd.aim.operator.plan.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the files of a cache are.
 *
 * @param left at that rate
 * @param silent for how long nothing has come, where that is long
 */
record Transfer(long done, long total, OptionalLong perSecond, Optional<Duration> left, Optional<Duration> silent) {
    private static final int WIDEST = 24;
    private static final int NARROWEST = 6;

    boolean isRunning() {
        return done < total;
    }

    /** Whole percent, 100 only when everything is there. */
    int percent() {
        return total <= 0 ? 100 : (int) (100.0 * Math.min(done, total) / total);
    }

    /** Of all files. */
    String size() {
        return ByteText.of(total);
    }

    /** A bar and the numbers: beside each other where so many columns have room for both. */
    List<String> text(int width) {
        String percent = percent() + "%";
        String numbers = "%s of %s%s".formatted(ByteText.of(done), ByteText.of(total), rate());
        int beside = width - percent.length() - numbers.length() - 4;
        if (beside >= NARROWEST) {
            return List.of("%s %s %s".formatted(bar(Math.min(WIDEST, beside)), percent, numbers));
        }
        int above = width - percent.length() - 3;
        return above < NARROWEST
                ? List.of(percent + " " + numbers)
                : List.of(bar(Math.min(WIDEST, above)) + " " + percent, numbers);
    }

    private String rate() {
        if (silent.isPresent()) {
            return ", nothing for " + seconds(silent.get());
        }
        return perSecond.isEmpty()
                ? ""
                : ", %s/s%s"
                        .formatted(
                                ByteText.of(perSecond.getAsLong()),
                                left.map(time -> ", " + seconds(time) + " left").orElse(""));
    }

    private String bar(int length) {
        int full = length * percent() / 100;
        return "[" + "#".repeat(full) + "-".repeat(length - full) + "]";
    }

    private static String seconds(Duration time) {
        return GoDuration.text(Duration.ofSeconds(time.toSeconds()));
    }
}
