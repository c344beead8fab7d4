package com.amd.aim.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every command, wherever it was defined, {@code --help}, {@code --version}, {@code --debug} and its list of exit codes. */
final class Help {
    static final String DEBUG = "--debug";

    private static final int WIDTH = 100;

    private Help() {}

    static void describe(CommandLine command) {
        var spec = command.getCommandSpec();
        if (!(spec.userObject() instanceof CommandLine.HelpCommand)) {
            if (spec.findOption("--help") == null) {
                spec.addOption(option("Show this help message and exit.", "-h", "--help")
                        .usageHelp(true)
                        .build());
                spec.addOption(option("Print version information and exit.", "-V", "--version")
                        .versionHelp(true)
                        .build());
            }
            spec.addOption(option(
                            "Log in detail, and say where in the code a failure happened; AIM_DEBUG=1 does the same.",
                            DEBUG)
                    .build());
        }
        spec.version(VersionCommand.line());
        spec.usageMessage().width(WIDTH);
        if (spec.usageMessage().exitCodeList().isEmpty()) {
            spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
        }
        command.getSubcommands().values().forEach(Help::describe);
    }

    private static OptionSpec.Builder option(String description, String... names) {
        return OptionSpec.builder(names).type(boolean.class).description(description);
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + ExitCodes.DONE, "done");
        codes.put(" " + ExitCodes.FAILED, "failed; standard error says why and what to do");
        codes.put(" " + ExitCodes.USAGE, "not understood: unknown command, option or value");
        codes.put(" " + ExitCodes.STOPPED, "stopped by a signal, in good order");
        return codes;
    }
}
