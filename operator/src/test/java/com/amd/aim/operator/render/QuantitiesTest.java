package com.amd.aim.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The canonical form of quantities, as the API server's documentation gives it. */
class QuantitiesTest {
    @ParameterizedTest(name = "{0} is stored as {1}")
    @CsvSource({
        "1000m, 1",
        "1500m, 1500m",
        "0.5, 500m",
        "1, 1",
        "2000, 2k",
        "1024, 1024",
        "0, 0",
        "0Gi, 0",
        "8192Mi, 8Gi",
        "1024Gi, 1Ti",
        "1.5Gi, 1536Mi",
        "512Mi, 512Mi",
        "1G, 1G",
        "1000M, 1G",
        "100u, 100u",
        "0.0000000001, 1n",
        "1e3, 1e3",
        "0.1Ki, 102400m"
    })
    @DisplayName("quantities take the form in which they are stored")
    void canonical(String written, String stored) {
        assertThat(Quantities.canonical(Quantity.parse(written)).toString()).isEqualTo(stored);
    }

    @ParameterizedTest(name = "{0} bytes are {1}")
    @CsvSource({"17179869184, 16Gi", "1048576, 1Mi", "1500, 1500", "1099511627776, 1Ti"})
    @DisplayName("bytes take the largest suffix that divides them")
    void bytes(long bytes, String stored) {
        assertThat(Quantities.bytes(bytes).toString()).isEqualTo(stored);
    }
}
