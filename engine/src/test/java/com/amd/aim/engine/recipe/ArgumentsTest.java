package com.amd.aim.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("a name is the same with or without dashes, with underscores or without")
    @CsvSource({
        "--max-model-len, max-model-len",
        "max-model-len, max-model-len",
        "max_model_len, max-model-len",
        "--max_model_len, max-model-len",
        "-tp, tp",
        "-cc.pass_config.fuse_rope, cc.pass_config.fuse_rope"
    })
    void names(String written, String name) {
        assertThat(Arguments.normal(written)).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @DisplayName("counts are read as the engine's parser reads them")
    @CsvSource({"32768, 32768", "32k, 32000", "32K, 32768", "1.5K, 1536", "1M, 1048576", "2m, 2000000"})
    void counts(String text, long count) {
        assertThat(new Arguments(Map.of("n", TextNode.valueOf(text))).count("n"))
                .hasValue(count);
    }

    @ParameterizedTest
    @DisplayName("what is no count is none")
    @CsvSource({"auto", "-1", "''", "k", "1e5", "99999999999999T"})
    void noCounts(String text) {
        assertThat(new Arguments(Map.of("n", TextNode.valueOf(text))).count("n"))
                .isEmpty();
    }

    @Test
    @DisplayName("laid over each other the upper one counts, and the order is always by name")
    void layers() {
        Arguments lower = new Arguments(Map.of("--b", IntNode.valueOf(1), "c", IntNode.valueOf(1)));
        Arguments both = lower.with(new Arguments(Map.of("b", IntNode.valueOf(2), "--a", IntNode.valueOf(3))));
        assertThat(both.values().keySet()).containsExactly("a", "b", "c");
        assertThat(both.text("b")).isEqualTo("2");
        assertThat(both.without(java.util.List.of("--b", "none")).values()).containsOnlyKeys("a", "c");
    }
}
