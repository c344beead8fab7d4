package com.amd.aim.kube.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("values as Go prints them")
class GoTextTest {

    @TestFactory
    Stream<DynamicTest> values() {
        return Table.of(GoTextTest.class, "values.yaml", row -> {
            JsonNode value = row.get("value");
            assertThat(GoText.json(value))
                    .as("as JSON")
                    .isEqualTo(row.path("json").asText());
            assertThat(GoText.plain(value))
                    .as("with %%v")
                    .isEqualTo(row.path("plain").asText());
        });
    }

    @TestFactory
    Stream<DynamicTest> quotes() {
        return Stream.of(
                        List.of("plain", "\"plain\""),
                        List.of("a\"b\\c", "\"a\\\"b\\\\c\""),
                        List.of("\u0007\b\f\n\r\t\u000b", "\"\\a\\b\\f\\n\\r\\t\\v\""),
                        List.of("\u0001\u007f", "\"\\x01\\x7f\""),
                        List.of("\u00e9\u4e16\ud83d\ude00", "\"\u00e9\u4e16\ud83d\ude00\""),
                        List.of("\u200b\u00a0\ufeff", "\"\\u200b\\u00a0\\ufeff\""),
                        List.of("a b\u0000\u00ad\u2028\udb40\udc01", "\"a b\\x00\\u00ad\\u2028\\U000e0001\""),
                        List.of("\udbff\udfff", "\"\\U0010ffff\""))
                .map(row -> DynamicTest.dynamicTest(
                        "quoted it is " + row.getLast(),
                        () -> assertThat(GoText.quote(row.getFirst())).isEqualTo(row.getLast())));
    }

    @Test
    @DisplayName("the first character that cannot be printed is counted in bytes")
    void unprintable() {
        assertThat(GoText.firstUnprintable("kubectl, or \ud83d\ude00 \u00e4\u00f6\u00fc"))
                .isEmpty();
        assertThat(GoText.firstUnprintable("\u00e4\ud83d\ude00\u00a0")).contains(new GoText.Place(0xa0, 6));
        assertThat(GoText.firstUnprintable("a\u0000b")).contains(new GoText.Place(0, 1));
    }

    @Test
    @DisplayName("numbers are printed in the shortest form, large and small ones with an exponent")
    void numbers() {
        assertThat(Stream.of(0.0, 1.0, 0.5, 0.1 + 0.2, 1e5, 1e6, 1234567.5, 1e21, 1e-4, 1e-5, -2.5e-7, 1e100)
                        .map(GoText::number))
                .containsExactly(
                        "0",
                        "1",
                        "0.5",
                        "0.30000000000000004",
                        "100000",
                        "1e+06",
                        "1.2345675e+06",
                        "1e+21",
                        "0.0001",
                        "1e-05",
                        "-2.5e-07",
                        "1e+100");
    }

    @Test
    @DisplayName("in JSON numbers keep their digits longer, and text for web pages is escaped")
    void json() {
        assertThat(GoText.json(Table.yaml("[0.000001, 0.0000001, 1.0e+20, 1.0e+21, 3, '<a&b>']")))
                .isEqualTo("[0.000001,1e-7,100000000000000000000,1e+21,3,\"\\u003ca\\u0026b\\u003e\"]");
        assertThat(GoText.jsonString("\u2028\u0001\"\\\n")).isEqualTo("\"\\u2028\\u0001\\\"\\\\\\n\"");
    }
}
