package com.amd.aim.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Text for a terminal")
class TextTest {
    @Test
    @DisplayName("stands in columns as wide as their widest cell, coloured or not")
    void columns() {
        TextTable table = new TextTable(List.of("NAME", "PHASE", "X"))
                .row(List.of("a", Paint.GREEN.on("Serving", true), "1"))
                .row(List.of("longer", "Failed", "-"));

        assertThat(table.lines())
                .containsExactly("NAME    PHASE    X", "a       \u001B[32mServing\u001B[0m  1", "longer  Failed   -");
    }

    @Test
    @DisplayName("is broken between words at the 100th column, and a longer word has a line of its own")
    void wraps() {
        String word = "x".repeat(120);

        List<String> lines = Paragraph.of("- ", "  ", "ten chars ".repeat(11) + word + " end");

        assertThat(lines).hasSize(4).first().asString().startsWith("- ten").hasSizeLessThanOrEqualTo(100);
        assertThat(lines.get(1)).startsWith("  ");
        assertThat(lines.get(2)).isEqualTo("  " + word);
        assertThat(lines.getLast()).isEqualTo("  end");
    }

    @Test
    @DisplayName(
            "is broken within a word that no line has room for, where it must not be wider, and obeys no control character")
    void breaks() {
        assertThat(Paragraph.within(10, "- ", "  ", "one two three abcdefghijklmnopqrst\r\n\u001B[2Jx"))
                .containsExactly("- one two", "  three", "  abcdefgh", "  ijklmnop", "  qrst", "  [2Jx");
        assertThat(Paragraph.within(10, "- ", "  ", "")).containsExactly("- ");
    }
}
