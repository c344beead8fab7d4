package com.amd.aim.engine.command;

import picocli.CommandLine.Option;

/** {@code --help} alone: the version is the whole program's, not a command's. */
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean asked;
}
