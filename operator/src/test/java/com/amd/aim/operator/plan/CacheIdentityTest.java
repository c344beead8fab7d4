package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheIdentityTest {
    private static final CacheIdentity PLAIN = CacheIdentity.of("hf://Qwen/Qwen3-32B", null, null, null, null);

    @Test
    @DisplayName("the digits are pinned, since the names of caches in running clusters are made of them")
    void pinned() {
        assertThat(PLAIN.hash8()).isEqualTo("ae3b9a37");
        assertThat(CacheIdentity.of("hf://a/b", "https://hub.example.com/", "v1", List.of("*.json"), List.of("b", "a"))
                        .hash8())
                .isEqualTo("7de760fa");
    }

    @Test
    @DisplayName(
            "what means the same has one identity: main, a revision in the uri, a slash at the end, another order, empty lists")
    void same() {
        assertThat(Stream.of(
                                CacheIdentity.of("hf://a/b", "https://h/", "main", List.of("x", "y"), List.of()),
                                CacheIdentity.of("hf://a/b", "https://h", null, List.of("y", "x", "x"), null),
                                CacheIdentity.of("hf://a/b@main", "https://h", null, List.of("x", "y"), null),
                                CacheIdentity.of(new AIMModelCache.Spec(
                                        new AIMModelCache.Source("hf://a/b", null, "https://h"),
                                        null,
                                        new AIMModelCache.Files(List.of("y", "x"), null),
                                        null,
                                        null)))
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    @DisplayName("each part tells two caches apart, and no part can be taken for another")
    void different() {
        Set<String> digits = Stream.of(
                        PLAIN,
                        CacheIdentity.of("hf://Qwen/Qwen3-32B-FP8", null, null, null, null),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", "https://h", null, null, null),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", null, "v1", null, null),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", null, null, List.of("a"), null),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", null, null, null, List.of("a")),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", null, null, List.of("a", "b"), null),
                        CacheIdentity.of("hf://Qwen/Qwen3-32B", null, null, List.of("a"), List.of("b")))
                .map(CacheIdentity::hash8)
                .collect(Collectors.toSet());
        assertThat(digits).hasSize(8);
    }

    @Test
    @DisplayName("a spec made from an identity has that identity again")
    void roundTrip() {
        CacheIdentity identity = CacheIdentity.of("hf://a/b@v2", "https://h", null, List.of("y", "x"), null);
        assertThat(CacheIdentity.of(new AIMModelCache.Spec(identity.source(), null, identity.files(), null, null)))
                .isEqualTo(identity);
        assertThat(identity.repository()).isEqualTo("a/b");
    }

    @ParameterizedTest(name = "{0} → {1}-…")
    @CsvSource({
        "Qwen/Qwen3-32B, qwen3-32b",
        "01-ai/34B-Chat, m-34b-chat",
        "meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8-of-a-long-name, llama-4-maverick-17b-128e-instruct-fp8-of-a",
        "a/B_c.D--e, b-c-d-e",
        "a/_x_, x",
        "a/模型, m",
    })
    @DisplayName("an automatic name starts with a letter, keeps to 52 characters and ends with the identity's digits")
    void names(String modelId, String slug) {
        String name = PLAIN.automaticName(modelId);
        assertThat(name).isEqualTo(slug + "-" + PLAIN.hash8()).matches("[a-z]([-a-z0-9]{0,50}[a-z0-9])?");
    }
}
