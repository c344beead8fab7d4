package com.amd.aim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.amd.aim.engine.hardware.Precision;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSizeTest {
    @ParameterizedTest(name = "{0} is {1} billion")
    @DisplayName("sizes as people write them")
    @CsvSource({
        "32B, 32",
        "32.8B, 32.8",
        "0.6B, 0.6",
        "600M, 0.6",
        "1.5T, 1500",
        "8x7B, 56",
        "70 b, 70",
        "135000K, 0.135"
    })
    void sizes(String text, double billions) {
        assertThat(ModelSize.billions(text).orElseThrow()).isCloseTo(billions, offset(1e-9));
    }

    @ParameterizedTest
    @DisplayName("R23 nonsense is no size, and no failure")
    @ValueSource(strings = {"", "B", "32", "big", "-7B", "0B", "7BB", "1e9B", "99999999999999B", "17B-16E"})
    void nonsense(String text) {
        assertThat(ModelSize.billions(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0} billion → {1} GPUs, {2}, {3}, {4} batched tokens")
    @DisplayName("R20 R45 R46 R47 R48 R57 the size table, with room for what the names really weigh")
    @CsvSource({
        "0.6, 1, FP16, 0.85, 8192",
        "8.2, 1, FP16, 0.85, 8192",
        "9, 1, FP16, 0.85, 8192",
        "14.8, 2, BF16, 0.90, 16384",
        "15, 2, BF16, 0.90, 16384",
        "32.8, 4, BF16, 0.90, 32768",
        "35, 4, BF16, 0.90, 32768",
        "35.1, 8, BF16, 0.90, 65536",
        "70.6, 8, BF16, 0.90, 65536",
        "671, 8, BF16, 0.90, 65536"
    })
    void table(double billions, int gpus, Precision precision, double utilization, int batchedTokens) {
        SizeBucket bucket = SizeBucket.of(OptionalDouble.of(billions)).orElseThrow();
        assertThat(bucket.gpuCount()).isEqualTo(gpus);
        assertThat(bucket.precision()).isEqualTo(precision);
        assertThat(bucket.memoryUtilization()).isEqualTo(utilization);
        assertThat(SizeBucket.batchedTokens(bucket.gpuCount())).isEqualTo(batchedTokens);
    }

    @Test
    @DisplayName("a size nobody knows has no bucket")
    void unknown() {
        assertThat(SizeBucket.of(OptionalDouble.empty())).isEmpty();
    }
}
