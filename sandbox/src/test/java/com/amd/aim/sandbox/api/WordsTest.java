package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.LabelSelector;
import com.amd.aim.sandbox.api.model.Quantity;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Quantities and selectors")
class WordsTest {

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("quantities are written as the API server writes them")
    @CsvSource({
        "1000m, 1",
        "1500m, 1500m",
        "1024Gi, 1Ti",
        "8192Mi, 8Gi",
        "1.5Gi, 1536Mi",
        "0.5, 500m",
        "1000, 1k",
        "2000000, 2M",
        "512Ki, 512Ki",
        "1000Ki, 1000Ki",
        "0, 0",
        "0Gi, 0",
        "512, 512",
        "1e3, 1e3",
        "12e6, 12e6",
        "100M, 100M",
        "0.1Gi, 107374182400m",
        "-1, -1",
        "+5, 5",
        ".5, 500m",
        "1Ei, 1Ei",
        "1.0, 1",
        "500u, 500u"
    })
    void canonical(String given, String canonical) {
        assertThat(Quantity.parse(given).orElseThrow().canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @DisplayName("what is no quantity is none")
    @ValueSource(strings = {"", "abc", "1x", "1 Gi", "Gi", "1ki", "--1", "1GiB"})
    void noQuantity(String text) {
        assertThat(Quantity.parse(text)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("selectors take what they say")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=b | true",
                "a==b | true",
                "a!=b | false",
                "a in (x, b) | true",
                "a notin (x,b) | false",
                "a | true",
                "!a | false",
                "c | false",
                "!c | true",
                "c!=d | true",
                "c notin (d) | true",
                "n>4 | true",
                "n<4 | false",
                "a=b,n>4 | true",
                "'' | true"
            })
    void selects(String selector, boolean taken) {
        assertThat(LabelSelector.parse(selector).test(Map.of("a", "b", "n", "5")))
                .isEqualTo(taken);
    }

    @ParameterizedTest
    @DisplayName("what is no selector is refused")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a===b | unable to parse requirement: found '=', expected: identifier",
                "a in (b | unable to parse requirement: found '', expected: ',' or ')'",
                "a in b | unable to parse requirement: found 'b', expected: '('",
                "a b | unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt",
                "! | unable to parse requirement: found '', expected: identifier",
                "!- | unable to parse requirement: <nil>: Invalid value: \"-\": name part must consist of",
                "a in (b,c_) | unable to parse requirement: values[1][a]: Invalid value: \"c_\": a valid label must be",
                "=b | found '=', expected: !, identifier, or 'end of string'",
                "a,=b | found '=', expected: identifier after ','",
                "a, | found '', expected: identifier after ','",
                "a=b c | found 'c', expected: ',' or 'end of string'",
            })
    void refused(String selector, String said) {
        assertThatThrownBy(() -> LabelSelector.parse(selector))
                .isInstanceOf(ApiFailure.class)
                .hasMessageStartingWith(said);
    }

    @Test
    @DisplayName("several causes stand in brackets, equal ones once")
    void causes() {
        ApiFailure.Cause cause = new ApiFailure.Cause("FieldValueRequired", "Required value", "spec.x");
        ApiFailure.Cause other = new ApiFailure.Cause("FieldValueInvalid", "Invalid value: 1: no", "spec.y");
        assertThat(ApiFailure.invalid("g", "K", "n", java.util.List.of(cause, cause))
                        .getMessage())
                .isEqualTo("K.g \"n\" is invalid: spec.x: Required value");
        assertThat(ApiFailure.invalid("", "K", "n", java.util.List.of(cause, other))
                        .getMessage())
                .isEqualTo("K \"n\" is invalid: [spec.x: Required value, spec.y: Invalid value: 1: no]");
    }
}
