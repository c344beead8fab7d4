package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelInfoTest {
    private static final String COMMIT = "9216db5781bf21249d130ec9da846c4624c16137";
    private static final String SHA1 = "b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0";
    private static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static String answer(String gated, String siblings) {
        return "{\"sha\":\"%s\",\"gated\":%s,\"siblings\":[%s]}".formatted(COMMIT, gated, siblings);
    }

    private static String sibling(String path) {
        return "{\"rfilename\":\"%s\",\"size\":5,\"blobId\":\"%s\"}".formatted(path, SHA1);
    }

    @Test
    @DisplayName("small files carry git's hash, large ones the SHA-256 of their content, all sorted by path")
    void files() throws DownloadException {
        String large = "{\"rfilename\":\"model.safetensors\",\"size\":5,\"blobId\":\"%s\",\"lfs\":{\"sha256\":\"%s\"}}"
                .formatted(SHA1, SHA256);
        ModelInfo info = ModelInfo.parse("a/b", answer("false", large + "," + sibling("config.json")));
        assertThat(info.commit()).isEqualTo(COMMIT);
        assertThat(info.files())
                .containsExactly(
                        new HubFile("config.json", 5, new ContentHash(ContentHash.Kind.GIT_SHA1, SHA1)),
                        new HubFile("model.safetensors", 5, new ContentHash(ContentHash.Kind.SHA256, SHA256)));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("gated is false, true or how access is granted")
    @CsvSource({"false, false", "true, true", "'\"auto\"', true", "'\"manual\"', true", "null, false"})
    void gated(String value, boolean gated) throws DownloadException {
        assertThat(ModelInfo.parse("a/b", answer(value, sibling("x"))).gated()).isEqualTo(gated);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a path that leaves the directory, or is the completion marker's, is refused")
    @ValueSource(
            strings = {
                "../x",
                "a/../../x",
                "/etc/passwd",
                "a//b",
                "./x",
                "a/.",
                "C:/x",
                "a\\\\..\\\\b",
                "",
                "a\\nb",
                ".aim-complete.json"
            })
    void traversal(String path) {
        DownloadException e = catchThrowableOfType(
                DownloadException.class, () -> ModelInfo.parse("a/b", answer("false", sibling(path))));
        assertThat(e.failure().error()).isEqualTo(DownloadError.INVALID_SOURCE);
        assertThat(e)
                .hasMessageContaining("Repository a/b cannot be downloaded")
                .hasMessageContaining("safely");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("an answer that is not a hub's is called that")
    @ValueSource(strings = {"<html>", "{}", "{\"sha\":\"main\"}", "[]"})
    void notAHub(String answer) {
        assertThat(catchThrowableOfType(DownloadException.class, () -> ModelInfo.parse("a/b", answer)))
                .hasMessageContaining("check that the endpoint speaks the Hugging Face API");
    }

    @Test
    @DisplayName("a listing without sizes is called that")
    void noSizes() {
        assertThat(catchThrowableOfType(
                        DownloadException.class,
                        () -> ModelInfo.parse("a/b", answer("false", "{\"rfilename\":\"config.json\"}"))))
                .hasMessageContaining("it gives no size for \"config.json\"");
    }
}
