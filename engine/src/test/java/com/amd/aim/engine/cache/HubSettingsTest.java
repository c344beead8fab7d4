package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {

    private static HubSettings settings(Map<String, String> env) throws DownloadException {
        return HubSettings.of(env, UnaryOperator.identity(), null);
    }

    @Test
    @DisplayName("the option is stronger than HF_ENDPOINT, which is stronger than huggingface.co")
    void endpoint() throws DownloadException {
        Map<String, String> env = Map.of("HF_ENDPOINT", "https://mirror.corp/hf/");
        assertThat(settings(Map.of()).endpoint()).isEqualTo(URI.create("https://huggingface.co"));
        assertThat(settings(env).endpoint()).isEqualTo(URI.create("https://mirror.corp/hf"));
        assertThat(HubSettings.of(env, UnaryOperator.identity(), "http://127.0.0.1:1")
                        .endpoint())
                .isEqualTo(URI.create("http://127.0.0.1:1"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what is no hub's address is refused")
    @ValueSource(strings = {"huggingface.co", "ftp://x", "https://", "https://x?y=z", "nonsense nonsense"})
    void badEndpoint(String endpoint) {
        assertThatThrownBy(() -> settings(Map.of("HF_ENDPOINT", endpoint)))
                .hasMessageContaining("is not the address of a hub, such as https://huggingface.co");
    }

    @Test
    @DisplayName("a password in the endpoint is refused and not repeated")
    void passwordInEndpoint() {
        assertThatThrownBy(() -> settings(Map.of("HF_ENDPOINT", "https://me:geheim@mirror")))
                .hasMessageContaining("HF_TOKEN")
                .hasMessageNotContaining("geheim");
    }

    @Test
    @DisplayName("a token loses the line break of the file it came from, and is not shown")
    void token() throws DownloadException {
        HubSettings settings = settings(Map.of("HF_TOKEN", "hf_geheim\n"));
        assertThat(settings.token()).isEqualTo("hf_geheim");
        assertThat(settings.toString()).contains("with a token").doesNotContain("geheim");
        assertThat(settings(Map.of("HF_TOKEN", " ")).token()).isNull();
    }

    @Test
    @DisplayName("a token that cannot be sent is refused and not repeated")
    void badToken() {
        DownloadException e =
                catchThrowableOfType(DownloadException.class, () -> settings(Map.of("HF_TOKEN", "ge\nheim")));
        assertThat(e.failure().error()).isEqualTo(DownloadError.UNAUTHORIZED);
        assertThat(e).hasMessageNotContaining("heim");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("only requests to the hub itself may carry the token")
    @CsvSource({
        "https://hub.org/x, true",
        "https://HUB.org:443/x, true",
        "http://hub.org/x, false",
        "https://hub.org:8443/x, false",
        "https://cdn.hub.org/x, false",
        "https://hub.org.evil.com/x, false"
    })
    void isHub(String address, boolean hub) throws DownloadException {
        assertThat(settings(Map.of("HF_ENDPOINT", "https://hub.org")).isHub(URI.create(address)))
                .isEqualTo(hub);
    }

    @Test
    @DisplayName("SSL_CERT_FILE that is missing or no PEM is refused by name")
    void certificates(@TempDir Path directory) throws IOException {
        Path noPem = Files.writeString(directory.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nxx\n");
        for (Path file : new Path[] {noPem, directory.resolve("absent")}) {
            assertThatThrownBy(() -> settings(Map.of("SSL_CERT_FILE", file.toString())))
                    .hasMessageContaining("SSL_CERT_FILE " + file + " cannot be read as PEM certificates");
        }
    }
}
