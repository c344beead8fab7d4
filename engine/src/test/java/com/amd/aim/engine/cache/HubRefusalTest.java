package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amd.aim.engine.model.HubSource;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubRefusalTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final HubSource SOURCE = new HubSource("meta-llama/Llama-3.1-8B", "v2");

    private static HubRefusal refusal(boolean withToken) {
        return new HubRefusal(SOURCE, URI.create("https://huggingface.co"), withToken);
    }

    private static HttpHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new TreeMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (_, _) -> true);
    }

    @ParameterizedTest(name = "{0} {1} {2}, token: {3}")
    @DisplayName("each refusal has its class and a sentence with the way out")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "401 | GatedRepo | - | false | Gated | accept its licence at https://huggingface.co/meta-llama/Llama-3.1-8B,"
                        + " then put a token of that account into HF_TOKEN (in a cluster a key of the credentials Secret).",
                "403 | GatedRepo | - | true | Gated | (the present token's account has not been granted access).",
                "401 | RepoNotFound | Invalid username or password. | false | NotFound | does not exist or is private,"
                        + " which https://huggingface.co does not tell apart without a token",
                "401 | - | - | false | NotFound | does not exist or is private",
                "404 | RepoNotFound | - | true | NotFound | There is no repository meta-llama/Llama-3.1-8B at"
                        + " https://huggingface.co that this token may see: https://huggingface.co/models?search=Llama-3.1-8B",
                "404 | - | - | false | NotFound | There is no repository",
                "401 | - | Invalid credentials in Authorization header | true | Unauthorized | refuses the token for"
                        + " meta-llama/Llama-3.1-8B (\"Invalid credentials in Authorization header\"): put a valid one",
                "403 | - | - | true | Unauthorized | refuses the token",
                "403 | - | - | false | Unauthorized | refuses access without a token",
                "404 | RevisionNotFound | - | false | RevisionNotFound | Repository meta-llama/Llama-3.1-8B has no revision \"v2\":"
                        + " https://huggingface.co/meta-llama/Llama-3.1-8B/tree/main lists",
                "404 | EntryNotFound | - | false | NotFound | plan the download again",
                "418 | - | teapot | false | Internal | answers 418 for meta-llama/Llama-3.1-8B (\"teapot\")"
            })
    void lasting(int status, String code, String said, boolean withToken, String error, String sentence)
            throws TransientFailure {
        Map<String, String> values = new TreeMap<>();
        if (code != null) {
            values.put("X-Error-Code", code);
        }
        if (said != null) {
            values.put("X-Error-Message", said);
        }
        DownloadFailure failure =
                refusal(withToken).of(status, headers(values), NOW).failure();
        assertThat(failure.error().word()).isEqualTo(error);
        assertThat(failure.message()).contains(sentence).endsWith(".");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what passes by itself is worth another try")
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void passing(int status) {
        TransientFailure e = catchThrowableOfType(
                TransientFailure.class, () -> refusal(false).of(status, headers(Map.of()), NOW));
        assertThat(e.failure().error())
                .isEqualTo(status == 429 ? DownloadError.RATE_LIMITED : DownloadError.UNREACHABLE);
        assertThat(e.askedPause()).isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("the hub says when to ask again in one of three ways")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Retry-After | 7 | 7",
                "Retry-After | Thu, 01 Jan 2026 00:01:00 GMT | 60",
                "Retry-After | Wed, 31 Dec 2025 00:01:00 GMT | 0",
                "Retry-After | soon | -",
                "RateLimit | \"api\";r=0;t=55 | 55",
                "RateLimit | \"api\";r=4;t=55 | -"
            })
    void asked(String header, String value, Long seconds) {
        assertThat(HubRefusal.askedPause(headers(Map.of(header, value)), NOW).orElse(null))
                .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }

    @Test
    @DisplayName("a storage host's refusal is tried again with a new link, whatever its status")
    void storage() {
        assertThat(HubRefusal.ofStorage(URI.create("https://cdn.org/x?signature=geheim"), 403))
                .hasMessageContaining("cdn.org answers 403")
                .hasMessageNotContaining("geheim");
    }
}
