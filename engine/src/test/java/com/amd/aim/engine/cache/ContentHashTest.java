package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentHashTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("contents hash as git and sha256sum say")
    @CsvSource({
        "git-sha1:e69de29bb2d1d6434b8b29ae775ad8c2e48c5391, ''",
        "git-sha1:b6fc4c620b67d95f953a5c1c1230aaab5db5a1b0, hello",
        "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824, hello"
    })
    void known(String text, String content) {
        ContentHash hash = ContentHash.parse(text).orElseThrow();
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        MessageDigest digest = hash.digest(bytes.length);
        digest.update(bytes);
        assertThat(hash.matches(digest)).isTrue();
        assertThat(hash.text()).isEqualTo(text);
    }

    @Test
    @DisplayName("what is no hash, and so could be a path, cannot be made into a blob's name")
    void refused() {
        assertThatThrownBy(() -> new ContentHash(ContentHash.Kind.GIT_SHA1, "../".repeat(13) + "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentHash(ContentHash.Kind.GIT_SHA1, "A".repeat(40)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(ContentHash.parse("md5:00")).isEmpty();
    }
}
