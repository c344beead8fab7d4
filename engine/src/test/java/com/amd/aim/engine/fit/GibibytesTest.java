package com.amd.aim.engine.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Gibibytes")
class GibibytesTest {
    @ParameterizedTest
    @DisplayName("have one digit behind the point, rounded as format() does")
    @ValueSource(
            longs = {
                0,
                1,
                65_500_000_000L,
                -65_500_000_000L,
                (1L << 30) / 4,
                (1L << 30) - 1,
                3L * (1L << 28),
                53_687_091,
                53_687_092,
                1L << 50
            })
    void rounded(long bytes) {
        assertThat(Gibibytes.text(bytes))
                .isEqualTo(String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30)));
    }
}
