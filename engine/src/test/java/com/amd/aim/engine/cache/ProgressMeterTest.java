package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.model.HubSource;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final ProgressMeter meter = new ProgressMeter(() -> now);

    private void start(long size) {
        HubFile file = new HubFile("x", size, new ContentHash(ContentHash.Kind.SHA256, "0".repeat(64)));
        meter.start(new Plan(new HubSource("a/b", "main"), "c", FilePatterns.DEFAULT, List.of(file)));
    }

    @Test
    @DisplayName("rate and remaining time follow from what came over the network, not from what was there")
    void rate() {
        start(1_000);
        meter.found(500);
        assertThat(meter.progress()).isEqualTo(new Progress(1_000, 500, 0, OptionalLong.empty(), 1, 0));
        for (int second = 0; second < 4; second++) {
            now = now.plusSeconds(1);
            meter.fetched(50);
        }
        assertThat(meter.progress()).isEqualTo(new Progress(1_000, 700, 50, OptionalLong.of(6), 1, 0));
        assertThat(meter.progress().percent()).isEqualTo(70);
    }

    @Test
    @DisplayName("a rate of long ago is forgotten")
    void window() {
        start(1_000);
        meter.fetched(500);
        now = now.plusSeconds(60);
        assertThat(meter.progress().bytesPerSecond()).isZero();
        assertThat(meter.progress().etaSeconds()).isEmpty();
    }

    @Test
    @DisplayName("bytes that were wrong no longer count as done, and 100 % means all")
    void dropped() {
        start(1_000);
        meter.fetched(999);
        assertThat(meter.progress().percent()).isEqualTo(99);
        meter.dropped(999);
        assertThat(meter.progress().bytesDone()).isZero();
        assertThat(meter.fetchedBytes()).isEqualTo(999);
    }

    @Test
    @DisplayName("progress survives its JSON, also while the remaining time is unknown")
    void json() {
        Progress unknown = new Progress(10, 5, 0, OptionalLong.empty(), 2, 1);
        assertThat(unknown.json())
                .isEqualTo(
                        "{\"bytesTotal\":10,\"bytesDone\":5,\"bytesPerSecond\":0,\"etaSeconds\":null,\"files\":2,\"filesDone\":1}");
        Progress known = new Progress(10, 5, 1, OptionalLong.of(5), 2, 1);
        assertThat(Progress.parse(unknown.json())).contains(unknown);
        assertThat(Progress.parse(known.json())).contains(known);
        assertThat(Progress.parse("<html>")).isEmpty();
        assertThat(Progress.parse("{\"bytesTotal\":\"much\"}")).isEmpty();
    }
}
