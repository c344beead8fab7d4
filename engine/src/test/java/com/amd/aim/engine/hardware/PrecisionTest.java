package com.amd.aim.engine.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrecisionTest {
    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("R21 aliases mean the canonical precision, in any case")
    @CsvSource({
        "bfloat16, BF16",
        "BF16, BF16",
        "float16, FP16",
        "half, FP16",
        "float8, FP8",
        "float8_e4m3fnuz, FP8",
        "float32, FP32",
        " mxfp4 , MXFP4"
    })
    void aliases(String text, Precision precision) {
        assertThat(Precision.parse(text)).contains(precision);
    }

    @ParameterizedTest
    @DisplayName("every canonical word reads back as itself")
    @EnumSource
    void words(Precision precision) {
        assertThat(Precision.parse(precision.word())).contains(precision);
    }

    @ParameterizedTest
    @DisplayName("anything else is nothing")
    @ValueSource(strings = {"", "fp", "int16", "bf 16"})
    void unknown(String text) {
        assertThat(Precision.parse(text)).isEmpty();
    }
}
