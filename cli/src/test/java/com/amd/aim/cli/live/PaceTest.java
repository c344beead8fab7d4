package com.amd.aim.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("How fast a download is")
class PaceTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long TOTAL = 1024 * 1000;

    @Test
    @DisplayName("is unknown until a second number was seen")
    void unknownAtFirst() {
        Pace first = Pace.first(1024, START);

        assertThat(text(first, 1)).isEqualTo("0% 1.0 KiB of 1000.0 KiB");
        assertThat(first.seen(1024, after(2))).isEqualTo(first);
    }

    @Test
    @DisplayName("is by what came since, and what is left counts down between two numbers, never below a second")
    void rate() {
        Pace pace = Pace.first(0, START).seen(100 * 1024, after(2));

        assertThat(text(pace, 2)).isEqualTo("10% 100.0 KiB of 1000.0 KiB, 50.0 KiB/s, 18s left");
        assertThat(text(pace, 5)).isEqualTo("10% 100.0 KiB of 1000.0 KiB, 50.0 KiB/s, 15s left");
        Pace nearlyDone = pace.seen(TOTAL - 1, after(4));
        assertThat(text(nearlyDone, 13)).endsWith(", 1s left");
    }

    @Test
    @DisplayName("follows a line that becomes slower, by halves")
    void slower() {
        Pace pace = Pace.first(0, START).seen(100 * 1024, after(1)).seen(120 * 1024, after(2));

        assertThat(text(pace, 2)).contains(", 60.0 KiB/s, ");
    }

    @Test
    @DisplayName("is not told once nothing has come for long, but for how long")
    void silent() {
        Pace pace = Pace.first(0, START).seen(100 * 1024, after(2));

        assertThat(text(pace, 63)).isEqualTo("10% 100.0 KiB of 1000.0 KiB, nothing for 1m1s");
    }

    @Test
    @DisplayName("is unknown again when the download begins anew")
    void anew() {
        Pace pace = Pace.first(0, START).seen(100 * 1024, after(2)).seen(1024, after(4));

        assertThat(pace).isEqualTo(Pace.first(1024, after(4)));
    }

    @Test
    @DisplayName("is no matter once all is there, however long ago")
    void done() {
        Pace pace = Pace.first(0, START).seen(TOTAL, after(2));

        assertThat(pace.transfer(TOTAL, after(500)).isRunning()).isFalse();
        assertThat(text(pace, 500)).isEqualTo("100% 1000.0 KiB of 1000.0 KiB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "11|50% 500.0 KiB of 1000.0 KiB",
                "12|[###---] 50%/500.0 KiB of 1000.0 KiB",
                "35|[############------------] 50%/500.0 KiB of 1000.0 KiB",
                "36|[###---] 50% 500.0 KiB of 1000.0 KiB",
                "99|[############------------] 50% 500.0 KiB of 1000.0 KiB",
            })
    @DisplayName("has a bar where there is room for one, beside the numbers or above them")
    void bar(int width, String expected) {
        Transfer transfer = Pace.first(500 * 1024, START).transfer(TOTAL, START);

        assertThat(transfer.text(width)).containsExactly(expected.split("/", -1));
    }

    private static String text(Pace pace, int seconds) {
        return String.join("", pace.transfer(TOTAL, after(seconds)).text(0));
    }

    private static Instant after(int seconds) {
        return START.plus(Duration.ofSeconds(seconds));
    }
}
