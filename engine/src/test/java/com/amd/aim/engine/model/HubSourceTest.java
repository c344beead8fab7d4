package com.amd.aim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSourceTest {
    @ParameterizedTest(name = "{0}")
    @DisplayName("a source reads as repository and revision, and writes back the same")
    @CsvSource({
        "hf://Qwen/Qwen3-0.6B, Qwen/Qwen3-0.6B,",
        "hf://org/name@main, org/name, main",
        "hf://org/name@refs/pr/1, org/name, refs/pr/1"
    })
    void reads(String uri, String repository, String revision) {
        HubSource source = HubSource.parse(uri).orElseThrow();
        assertThat(source).isEqualTo(new HubSource(repository, revision));
        assertThat(source.uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @DisplayName("anything that is not a repository of the hub is refused")
    @ValueSource(
            strings = {
                "",
                "Qwen/Qwen3-8B",
                "hf://Qwen",
                "hf://a/b/c",
                "hf://../x",
                "hf://a/b@",
                "s3://a/b",
                "hf://-a/b",
                "hf://a/b c"
            })
    void refuses(String uri) {
        assertThat(HubSource.parse(uri)).isEmpty();
    }
}
