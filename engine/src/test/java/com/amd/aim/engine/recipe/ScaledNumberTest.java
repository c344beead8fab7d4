package com.amd.aim.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A scaled number")
class ScaledNumberTest {
    @ParameterizedTest(name = "{0} x {1}")
    @DisplayName("is the exact product without what is behind its point, or none where it is too large")
    @CsvSource({
        "65.5, 1000000000",
        "192, 1073741824",
        "0.000001, 1073741824",
        "999999999999999.999999999, 1000",
        "0.999999999, 1099511627776",
        "999999999999999, 1099511627776",
        "0, 1",
        "9223372036854775, 1000",
        "9223372036854776, 1000"
    })
    void product(String decimal, long unit) {
        BigDecimal exact = new BigDecimal(decimal).multiply(BigDecimal.valueOf(unit));
        assertThat(ScaledNumber.of(decimal, unit))
                .isEqualTo(
                        exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                                ? OptionalLong.empty()
                                : OptionalLong.of(exact.longValue()));
    }
}
