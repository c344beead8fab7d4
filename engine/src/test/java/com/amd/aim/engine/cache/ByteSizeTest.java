package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("bytes read as people size volumes")
    @CsvSource({"0, 0 B", "1023, 1023 B", "1024, 1.0 KiB", "65527000000, 61.0 GiB", "9223372036854775807, 8.0 EiB"})
    void text(long bytes, String text) {
        assertThat(ByteSize.text(bytes)).isEqualTo(text);
    }
}
