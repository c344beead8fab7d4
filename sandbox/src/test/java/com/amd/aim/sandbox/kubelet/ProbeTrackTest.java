package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.kubelet.ProbeTrack.Kind;
import com.amd.aim.sandbox.kubelet.ProbeTrack.Terms;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProbeTrackTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration EAGER = Duration.ofMillis(50);

    @Test
    @DisplayName("the API's defaults: every 10 s, 1 s to answer, three failures")
    void defaults() {
        Terms terms = Terms.of(new ProbeBuilder().build(), EAGER);
        assertThat(terms)
                .isEqualTo(new Terms(Duration.ZERO, Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 3, EAGER));
    }

    @Test
    @DisplayName("before the first success it looks often, but counts one failure per period")
    void eager() {
        ProbeTrack track = ProbeTrack.begin(Kind.STARTUP, terms(10, 1, 3), NOW);
        Instant time = NOW;
        while (!track.exhausted()) {
            assertThat(track.next()).isEqualTo(time);
            track = track.observe(false, time);
            time = time.plus(EAGER);
        }
        assertThat(Duration.between(NOW, time)).isEqualTo(Duration.ofSeconds(20).plus(EAGER));
    }

    @Test
    @DisplayName("once it passes it looks every period, and fails after as many failures in a row as are allowed")
    void readiness() {
        ProbeTrack passing =
                ProbeTrack.begin(Kind.READINESS, terms(10, 1, 2), NOW).observe(true, NOW);
        assertThat(passing.passing()).isTrue();
        assertThat(passing.next()).isEqualTo(NOW.plusSeconds(10));
        ProbeTrack once = passing.observe(false, NOW.plusSeconds(10));
        assertThat(once.passing()).isTrue();
        ProbeTrack twice = once.observe(false, NOW.plusSeconds(20));
        assertThat(twice.passing()).isFalse();
        assertThat(twice.observe(true, NOW.plusSeconds(21)).passing()).isTrue();
    }

    @Test
    @DisplayName("a success in between starts the count anew")
    void interrupted() {
        ProbeTrack track = ProbeTrack.begin(Kind.LIVENESS, terms(1, 1, 2), NOW)
                .observe(false, NOW)
                .observe(true, NOW.plusSeconds(1))
                .observe(false, NOW.plusSeconds(2));
        assertThat(track.exhausted()).isFalse();
        assertThat(track.observe(false, NOW.plusSeconds(3)).exhausted()).isTrue();
    }

    @Test
    @DisplayName("successThreshold asks for successes in a row")
    void successes() {
        ProbeTrack track = ProbeTrack.begin(Kind.READINESS, terms(1, 2, 3), NOW).observe(true, NOW);
        assertThat(track.passing()).isFalse();
        assertThat(track.observe(true, NOW.plusSeconds(1)).passing()).isTrue();
    }

    @Test
    @DisplayName("the first look comes after initialDelaySeconds, and liveness holds until it has looked")
    void delay() {
        Terms terms = Terms.of(new ProbeBuilder().withInitialDelaySeconds(30).build(), EAGER);
        ProbeTrack track = ProbeTrack.begin(Kind.LIVENESS, terms, NOW);
        assertThat(track.next()).isEqualTo(NOW.plusSeconds(30));
        assertThat(track.passing()).isTrue();
    }

    private static Terms terms(int period, int successes, int failures) {
        return new Terms(Duration.ZERO, Duration.ofSeconds(period), Duration.ofSeconds(1), successes, failures, EAGER);
    }
}
