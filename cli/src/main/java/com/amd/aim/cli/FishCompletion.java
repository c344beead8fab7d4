package com.amd.aim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What fish needs to complete a command, by its model: a line for each subcommand, option and list of values. */
final class FishCompletion {
    private final String program;
    private final List<String> paths = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    /** The script. */
    static String of(CommandLine command) {
        FishCompletion completion = new FishCompletion(command.getCommandName());
        completion.describe(command, List.of());
        return completion.script();
    }

    private void describe(CommandLine command, List<String> path) {
        CommandSpec spec = command.getCommandSpec();
        String here = String.join(" ", path);
        command.getSubcommands()
                .forEach((name, subcommand) -> add(
                        here,
                        "-a " + word(name)
                                + description(subcommand
                                        .getCommandSpec()
                                        .usageMessage()
                                        .description())));
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> add(here, option(option)));
        spec.positionalParameters().forEach(parameter -> positional(parameter).ifPresent(part -> add(here, part)));
        for (Map.Entry<String, CommandLine> subcommand :
                command.getSubcommands().entrySet()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(subcommand.getKey());
            paths.add(String.join(" ", longer));
            describe(subcommand.getValue(), longer);
        }
    }

    private void add(String path, String what) {
        lines.add("complete -c %s -n '__%s_at \"%s\"' %s".formatted(program, program, path, what));
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        if (option.arity().max() > 0) {
            text.append(values(option).orElse(isFile(option) ? "-r -F" : "-x")).append(' ');
        }
        return text.toString().strip() + description(option.description());
    }

    private static Optional<String> positional(ArgSpec parameter) {
        return values(parameter)
                .map(values -> values.substring("-x ".length()))
                .or(() -> isFile(parameter) ? Optional.of("-F") : Optional.empty());
    }

    private static Optional<String> values(ArgSpec argument) {
        return Optional.ofNullable(argument.completionCandidates())
                .map(candidates ->
                        StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(" ")))
                .filter(candidates -> !candidates.isEmpty())
                .map(candidates -> "-x -a " + word(candidates));
    }

    private static boolean isFile(ArgSpec argument) {
        return Path.class.isAssignableFrom(argument.type());
    }

    /** The first sentence, unless it is one that picocli has yet to fill in. */
    private static String description(String @Nullable [] sentences) {
        String first =
                String.join(" ", sentences == null ? new String[0] : sentences).split("[.](\\s|$)", 2)[0];
        return first.isBlank() || first.contains("${") ? "" : " -d " + word(first);
    }

    private static String word(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String script() {
        String known = paths.stream().map(FishCompletion::word).collect(Collectors.joining(" "));
        return """
                # Completes the commands and options of PROGRAM.
                # Which command the line names so far: words that are no command are options and values.
                function __PROGRAM_path
                    set -l path
                    for word in (commandline -opc)[2..-1]
                        set -l longer (string join -- ' ' $path $word)
                        if contains -- $longer KNOWN
                            set path $longer
                        end
                    end
                    echo "$path"
                end
                function __PROGRAM_at
                    test (__PROGRAM_path) = "$argv[1]"
                end
                complete -c PROGRAM -e
                complete -c PROGRAM -f
                """.replace("PROGRAM", program).replace("KNOWN", known) + String.join("\n", lines) + "\n";
    }
}
