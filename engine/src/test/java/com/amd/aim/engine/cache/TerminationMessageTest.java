package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminationMessageTest {

    static Stream<TerminationMessage> messages() {
        return Stream.of(
                new PlanResult("abc", 65_527_000_000L, 9),
                new DownloadResult("abc", 65_527_000_000L, 9, 12, 1.5),
                new VerifyResult("abc", 1, 1),
                new DownloadFailure(DownloadError.GATED, "Accept the \"licence\" at https://x/y."));
    }

    @ParameterizedTest
    @DisplayName("what is written is read back")
    @MethodSource("messages")
    void roundTrip(TerminationMessage message) {
        assertThat(TerminationMessage.parse(message.json())).isEqualTo(message);
    }

    @Test
    @DisplayName("the shapes are those that are documented")
    void shapes() {
        assertThat(messages().map(TerminationMessage::json))
                .containsExactly(
                        "{\"kind\":\"plan\",\"revision\":\"abc\",\"bytes\":65527000000,\"files\":9}",
                        "{\"kind\":\"download\",\"revision\":\"abc\",\"bytes\":65527000000,\"files\":9,\"fetchedBytes\":12,\"seconds\":1.500}",
                        "{\"kind\":\"verify\",\"revision\":\"abc\",\"bytes\":1,\"files\":1}",
                        "{\"error\":\"Gated\",\"message\":\"Accept the \\\"licence\\\" at https://x/y.\"}");
    }

    @ParameterizedTest
    @DisplayName("every error class survives")
    @EnumSource
    void errors(DownloadError error) {
        DownloadFailure failure = new DownloadFailure(error, "Why.");
        assertThat(TerminationMessage.parse(failure.json())).isEqualTo(failure);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("anything else is unreadable, not an exception")
    @ValueSource(
            strings = {
                "",
                "Killed",
                "null",
                "[]",
                "{}",
                "{\"kind\":\"plan\"}",
                "{\"kind\":\"x\",\"revision\":\"a\",\"bytes\":1,\"files\":1}"
            })
    void unreadable(String text) {
        assertThat(TerminationMessage.parse(text)).isEqualTo(new TerminationMessage.Unreadable(text));
    }

    @Test
    @DisplayName("an error class of a newer version is an internal one with its sentence")
    void newer() {
        assertThat(TerminationMessage.parse("{\"error\":\"Cosmic\",\"message\":\"Rays.\"}"))
                .isEqualTo(new DownloadFailure(DownloadError.INTERNAL, "Rays."));
    }

    @ParameterizedTest(name = "of {0}")
    @DisplayName("a message never exceeds what Kubernetes keeps")
    @ValueSource(strings = {"x", "ü", "😀", "\u0001"})
    void bounded(String text) {
        String json = new DownloadFailure(DownloadError.INTERNAL, text.repeat(10_000)).json();
        assertThat(json.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
        assertThat(TerminationMessage.parse(json)).isInstanceOf(DownloadFailure.class);
    }
}
