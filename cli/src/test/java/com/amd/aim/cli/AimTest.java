package com.amd.aim.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

@DisplayName("The command aim")
class AimTest {
    private static final Terminal UNUSED = new Terminal(stream(), stream(), Map.of());

    @Test
    @DisplayName("says what it can do when nothing is asked, and that this was not understood")
    void saysWhatItCanDo() {
        Invocation nothing = Invocation.of();

        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).startsWith("aim: say what to do: ").contains("download", "See 'aim --help'.");
    }

    @Test
    @DisplayName("names the commands there are when one is not known")
    void namesCommands() {
        Invocation unknown = Invocation.of("demos");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no command 'demos'", "version");
    }

    @Test
    @DisplayName("names an option that a command does not take, and where its help is")
    void namesOption() {
        Invocation unknown = Invocation.of("version", "--onec");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("'--onec'", "See 'aim version --help'.");
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("explains every command, its options and exit codes on --help")
    void explains(List<String> command) {
        List<String> arguments = new ArrayList<>(command);
        arguments.add("--help");

        Invocation help = Invocation.of(arguments.toArray(String[]::new));

        assertThat(help.exitCode()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: aim").contains("Exit codes:", "--help");
        assertThat(help.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @MethodSource("commands")
    @DisplayName("describes every command and every option of it with words")
    void describes(List<String> command) {
        CommandLine described = Aim.commandLine(UNUSED);
        for (String word : command) {
            described = requireNonNull(described.getSubcommands().get(word));
        }
        var spec = described.getCommandSpec();

        assertThat(String.join(" ", spec.usageMessage().description()))
                .as("%s", command)
                .hasSizeGreaterThan(10);
        assertThat(spec.options())
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .as("%s", option)
                        .hasSizeGreaterThan(10));
    }

    @Test
    @DisplayName("says its version, and that of Java")
    void saysVersion() {
        Invocation version = Invocation.of("version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.out())
                .matches("aim \\S+ \\(Java 25\\S*, .*\\)\\R")
                .isEqualTo(Invocation.of("--version").out());
    }

    @Test
    @DisplayName("ends a failing command with its sentence alone, and the place in the code only with AIM_DEBUG=1")
    void failsWithSentence() {
        Invocation failed = Invocation.of("download", "hf://no-slash");
        Invocation debugged = Invocation.with(Map.of("AIM_DEBUG", "1"), "download", "hf://no-slash");

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.err().lines()).singleElement().asString().contains("no-slash");
        assertThat(debugged.exitCode()).isEqualTo(3);
    }

    @Test
    @DisplayName("shows the place in the code with --debug too")
    void debugs() {
        String missing = "--kubeconfig=/no/such/file";

        assertThat(Invocation.of("status", missing).err())
                .isEqualTo("aim: --kubeconfig /no/such/file: there is no such file.\n");
        assertThat(Invocation.of("status", missing, "--debug").err())
                .contains("there is no such file", "\tat com.amd.aim");
    }

    private static Stream<List<String>> commands() {
        return Stream.concat(Stream.of(List.of()), below(List.of(), Aim.commandLine(UNUSED)));
    }

    private static Stream<List<String>> below(List<String> path, CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("help"))
                .flatMap(entry -> {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(entry.getKey());
                    return Stream.concat(Stream.of(longer), below(longer, entry.getValue()));
                });
    }

    private static PrintStream stream() {
        return new PrintStream(java.io.OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }
}
