package com.amd.aim.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubSourceTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("a source names a repository and a revision, main when it names none")
    @CsvSource({
        "hf://Qwen/Qwen3-32B, Qwen/Qwen3-32B, main",
        "hf://Qwen/Qwen3-32B@v1.0, Qwen/Qwen3-32B, v1.0",
        "hf://a/b.c_d-e@refs/pr/1, a/b.c_d-e, refs/pr/1",
        "hf://a/b@0123456789abcdef0123456789abcdef01234567, a/b, 0123456789abcdef0123456789abcdef01234567"
    })
    void parses(String text, String repository, String revision) {
        HubSource source = HubSource.parse(text);
        assertThat(source).isEqualTo(new HubSource(repository, revision));
        assertThat(source.uri()).isEqualTo(text);
        assertThat(HubSource.problem(text)).isEmpty();
    }

    @Test
    @DisplayName("the default revision may be written, and is left out when it is written back")
    void defaultRevision() {
        assertThat(HubSource.parse("hf://org/name@main").uri()).isEqualTo("hf://org/name");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("what is no source is refused with a sentence that says how to write one")
    @CsvSource(
            delimiter = '|',
            value = {
                "hf://a b/c | Source \"a b/c\" is not valid: \"a b\" may hold letters, digits, _ - and . but no -- or ..,"
                        + " and starts and ends with a letter, a digit or _.",
                "hf://../x | Source \"../x\" is not valid: \"..\" may hold",
                "hf://a/.. | Source \"a/..\" is not valid: \"..\" may hold",
                "hf://a/b--c | Source \"a/b--c\" is not valid: \"b--c\" may hold",
                "hf://gpt2 | Source \"gpt2\" is not valid: a repository is written org/name, with one slash.",
                "hf://a/b/c | a repository is written org/name, with one slash.",
                "hf:// | a repository is written org/name, with one slash.",
                "hf:///b | Source \"/b\" is not valid",
                "Qwen/Qwen3-32B | write it hf://org/name or hf://org/name@revision, such as hf://Qwen/Qwen3-32B.",
                "s3://bucket/path | only hf:// sources can be downloaded, such as hf://Qwen/Qwen3-32B.",
                "pvc://claim/path | only hf:// sources can be downloaded",
                "hf://a/b@ | Revision \"\" is not a branch, a tag or a commit, such as main, v1.0 or 40 hexadecimal digits.",
                "hf://a/b@../../x | Revision \"../../x\" is not",
                "hf://a/b@/x | Revision \"/x\" is not"
            })
    void refuses(String text, String sentence) {
        assertThat(HubSource.problem(text.strip()).orElseThrow()).contains(sentence.strip());
        assertThatThrownBy(() -> HubSource.parse(text.strip())).hasMessageContaining(sentence.strip());
    }

    @Test
    @DisplayName("300 characters are refused, and not repeated in full")
    void tooLong() {
        assertThatThrownBy(() -> HubSource.parse("hf://a/" + "x".repeat(300)))
                .hasMessageContaining("a part of the name has 300 characters, at most 96 are allowed")
                .hasMessageNotContaining("x".repeat(100));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a value that leaves its directory cannot be made in any way")
    @ValueSource(strings = {"../x", "a/../b", "/a/b", "a\\b/c", "a/b\n"})
    void cannotExist(String repository) {
        assertThatThrownBy(() -> new HubSource(repository, "main")).isInstanceOf(IllegalArgumentException.class);
    }
}
