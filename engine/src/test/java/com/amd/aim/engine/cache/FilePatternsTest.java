package com.amd.aim.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilePatternsTest {
    private static final ContentHash ANY = new ContentHash(ContentHash.Kind.GIT_SHA1, "0".repeat(40));

    private static List<String> selected(FilePatterns patterns, String... paths) {
        return patterns
                .select(Stream.of(paths).map(path -> new HubFile(path, 1, ANY)).toList())
                .stream()
                .map(HubFile::path)
                .toList();
    }

    @Test
    @DisplayName("copies of the weights are left out where shards of the usual name are there")
    void copies() {
        assertThat(selected(
                        FilePatterns.DEFAULT,
                        "config.json",
                        "consolidated.safetensors",
                        "metal/model.bin",
                        "model-00001-of-00002.safetensors",
                        "original/consolidated.00.pth",
                        "original/params.json"))
                .containsExactly("config.json", "model-00001-of-00002.safetensors");
    }

    @Test
    @DisplayName("weights that are there in no other form are kept")
    void onlyCopy() {
        assertThat(selected(
                        FilePatterns.DEFAULT, "consolidated.safetensors", "params.json", "vision/model.safetensors"))
                .containsExactly("consolidated.safetensors", "params.json", "vision/model.safetensors");
    }

    @Test
    @DisplayName("included patterns say exactly what is wanted, copies too")
    void include() {
        FilePatterns mistral = new FilePatterns(List.of("consolidated*", "*.json"), List.of());
        assertThat(selected(mistral, "consolidated.safetensors", "model.safetensors", "params.json"))
                .containsExactly("consolidated.safetensors", "params.json");
    }

    @Test
    @DisplayName("excluded patterns come on top of the copies and are stronger than included ones")
    void exclude() {
        assertThat(selected(new FilePatterns(List.of(), List.of("*.md")), "README.md", "metal/x", "model.safetensors"))
                .containsExactly("model.safetensors");
        assertThat(selected(new FilePatterns(List.of("*"), List.of("*.md")), "README.md", "x"))
                .containsExactly("x");
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @DisplayName("a glob is the hub's: * crosses directories, a slash at the end means everything below")
    @CsvSource({
        "*.json, a/b.json, true",
        "original/*, original/a/b, true",
        "original/, original/a/b, true",
        "original/*, my-original/a, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "model-0000[12]*, model-00002-of-3, true",
        "model-0000[!12]*, model-00002-of-3, false",
        "a.b, axb, false",
        "[x, [x, true",
        "(a|b), a, false"
    })
    void globs(String glob, String path, boolean matches) {
        assertThat(selected(new FilePatterns(List.of(glob), List.of()), path)).hasSize(matches ? 1 : 0);
    }
}
