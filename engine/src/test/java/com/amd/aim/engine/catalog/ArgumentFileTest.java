package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.backend.Argument;
import com.amd.aim.engine.backend.Argument.Arity;
import com.amd.aim.engine.backend.Argument.Kind;
import com.amd.aim.engine.backend.ArgumentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentFileTest {
    @Test
    @DisplayName("R148 a line holds names, kind, words, arity, choices and the standard value")
    void whole() {
        Problems problems = new Problems("f");
        ArgumentTable table = ArgumentFile.read("""
                # comment

                a,b,c integer|None+ {1|2} = [1, = 2]
                d json-or-text
                """, problems);
        assertThat(problems.found()).isEmpty();
        assertThat(table.all())
                .containsExactly(
                        new Argument(
                                "a",
                                List.of("b", "c"),
                                Kind.INTEGER,
                                List.of("None"),
                                Arity.SOME,
                                List.of("1", "2"),
                                "[1, = 2]"),
                        new Argument("d", List.of(), Kind.JSON_OR_TEXT, List.of(), Arity.ONE, List.of(), null));
        assertThat(table.find("c")).isEqualTo(table.find("a"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"a", "a ", " integer", "a whole", "a integer 1|2", "a integer {1|2", "a +", ", integer"})
    @DisplayName("a line that is no argument is named by its number")
    void broken(String line) {
        Problems problems = new Problems("f");
        ArgumentFile.read("x text\n" + line, problems);
        assertThat(problems.found())
                .containsExactly(new CatalogProblem(
                        "f", 2, 1, "", "is not an argument; write it as tools/engine-arguments does"));
    }

    @Test
    @DisplayName("a release with a broken table stays, and nothing is refused by it")
    void brokenTable(@TempDir Path directory) throws IOException {
        Path engines = directory.resolve("engines");
        Files.createDirectories(engines.resolve("arguments"));
        Files.writeString(
                engines.resolve("x-1.yaml"), "backend: vllm\nversion: 1.0\nimage: a/b:c\ngfx_targets: [gfx942]\n");
        Files.writeString(engines.resolve("arguments/x-1.txt"), "a text\nb\n");
        Catalog catalog = Catalog.read(directory);
        assertThat(catalog.problems()).extracting(CatalogProblem::file).containsExactly("engines/arguments/x-1.txt");
        assertThat(catalog.engine("vllm"))
                .hasValueSatisfying(
                        release -> assertThat(release.arguments().isEmpty()).isTrue());
    }
}
