package com.amd.aim.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every command, wherever it was defined, a {@code --help} and its list of exit codes. */
final class Help {
    private static final int WIDTH = 100;

    private Help() {}

    static void describe(CommandLine command) {
        var spec = command.getCommandSpec();
        if (spec.findOption("--help") == null && !(spec.userObject() instanceof CommandLine.HelpCommand)) {
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this text.")
                    .build());
        }
        spec.version(VersionCommand.line());
        spec.usageMessage().width(WIDTH);
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
        }
        command.getSubcommands().values().forEach(Help::describe);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + ExitCodes.DONE, "done");
        codes.put(" " + ExitCodes.FAILED, "failed; standard error says why and what to do");
        codes.put(" " + ExitCodes.USAGE, "not understood: unknown command, option or value");
        return codes;
    }
}
