package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({"6h, PT6H", "1h30m, PT1H30M", "45s, PT45S", "90m, PT1H30M", "1h2m3s, PT1H2M3S"})
    @DisplayName("is read as Kubernetes writes it")
    void reads(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "6", "h", "-1h", "1d", "1m1h", "1.5h"})
    @DisplayName("anything else is refused with an example")
    void refuses(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoDuration.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("1h30m");
    }

    @Test
    @DisplayName("is written without what is zero")
    void writes() {
        assertThat(GoDuration.text(Duration.ofSeconds(3_661))).isEqualTo("1h1m1s");
        assertThat(GoDuration.text(Duration.ofMinutes(60))).isEqualTo("1h");
        assertThat(GoDuration.text(Duration.ZERO)).isEqualTo("0s");
    }
}
