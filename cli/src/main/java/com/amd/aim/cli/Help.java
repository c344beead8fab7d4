package com.amd.aim.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every command, wherever it was defined, the same {@code --help} and the same list of exit codes. */
final class Help {
    private static final String[] EXIT_CODES = {
        "%nExit codes:",
        "  0  done",
        "  1  failed; standard error says why and what to do",
        "  2  not understood: unknown command, option or value",
    };

    private Help() {}

    static void describe(CommandLine command) {
        var spec = command.getCommandSpec();
        if (spec.findOption("--help") == null && !(spec.userObject() instanceof CommandLine.HelpCommand)) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Shows this text.")
                    .build());
        }
        spec.usageMessage().sortOptions(true).abbreviateSynopsis(false).width(100);
        if (spec.usageMessage().footer().length == 0) {
            spec.usageMessage().footer(EXIT_CODES);
        }
        command.getSubcommands().values().forEach(Help::describe);
    }
}
