package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

@DisplayName("aim completion")
class CompletionCommandTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "aim sta, status",
        "aim cac, cache",
        "aim cache rel, release",
        "aim status --all, --all-namespaces",
        "aim status -o wi, wide",
        "aim recipes sh, show",
        "aim generate -o comp, compose",
        "aim explain --precision bf, bf16",
        "aim completion z, zsh",
    })
    @DisplayName("lets bash complete commands, subcommands, options and their values")
    void completes(String typed, String completed) throws Exception {
        assertThat(complete(typed)).containsExactly(completed);
    }

    @Test
    @DisplayName("prints for zsh what turns on its understanding of bash's completions")
    void zsh() {
        assertThat(Invocation.of("completion", "zsh").out())
                .contains("ZSH_VERSION", "bashcompinit")
                .isEqualTo(Invocation.of("completion", "bash").out());
    }

    @Test
    @DisplayName("prints for fish a line for each command and each option, with its values where there are only some")
    void fish() {
        String script = Invocation.of("completion", "fish").out();

        assertThat(expectedOfFish("", Aim.commandLine(new Terminal(System.out, System.err, Map.of()))))
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(script).contains("\n" + line));
        assertThat(script)
                .contains(
                        "complete -c aim -n '__aim_at \"status\"' -s o -l output -x -a 'table wide json yaml name facts'",
                        "complete -c aim -n '__aim_at \"completion\"' -a 'bash zsh fish'",
                        "complete -c aim -n '__aim_at \"sandbox\"' -l kubeconfig -r -F",
                        "complete -c aim -n '__aim_at \"sandbox fault\"' -a 'node-lost' -d ",
                        "complete -c aim -n '__aim_at \"demo\"' -l once -d 'Run through once, then end'")
                .doesNotContain("${");
    }

    private static List<String> expectedOfFish(String path, CommandLine command) {
        String at = "complete -c aim -n '__aim_at \"%s\"' ".formatted(path);
        return Stream.of(
                        command.getSubcommands().keySet().stream().map(name -> at + "-a '" + name + "'"),
                        command.getCommandSpec().options().stream()
                                .map(option -> at
                                        + (option.shortestName().startsWith("--")
                                                ? "-l " + option.shortestName().substring(2)
                                                : "-s " + option.shortestName().substring(1))),
                        command.getSubcommands().entrySet().stream()
                                .flatMap(entry ->
                                        expectedOfFish((path + " " + entry.getKey()).strip(), entry.getValue())
                                                .stream()))
                .flatMap(lines -> lines)
                .toList();
    }

    @Test
    @DisplayName("names the shells that it knows")
    void refuses() {
        Invocation unknown = Invocation.of("completion", "tcsh");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("bash, zsh, fish", "tcsh");
    }

    /** As bash does it, but for compopt, which complains outside of a terminal. */
    private List<String> complete(String typed) throws IOException, InterruptedException {
        Path script = Files.writeString(
                folder.resolve("completion"),
                Invocation.of("completion", "bash").out());
        int last = typed.split(" ", -1).length - 1;
        String ask = "source %s && COMP_WORDS=(%s) COMP_CWORD=%d && _complete_aim; printf '%%s\\n' \"${COMPREPLY[@]}\""
                .formatted(script, typed, last);
        Process bash = new ProcessBuilder("bash", "-c", ask)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as("%s", output).isZero();
        return Arrays.stream(output.split("\n", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
