package com.amd.aim.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code aim version}, without annotations as it is to be the quickest. */
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    private VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command. */
    static CommandSpec of(Terminal terminal) {
        CommandSpec spec =
                CommandSpec.wrapWithoutInspection(new VersionCommand(terminal)).name("version");
        spec.usageMessage().description("Print the version of aim, and of the Java and system it runs on.");
        return spec;
    }

    @Override
    public Integer call() {
        terminal.out().println(line());
        return ExitCodes.DONE;
    }

    /** {@code aim 1.0.0 (Java 25.0.3, Linux amd64)}. */
    static String line() {
        return "aim %s (Java %s, %s %s)"
                .formatted(
                        version(),
                        System.getProperty("java.version"),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    /** The version in the manifest of aim.jar; classes that were never packaged have none. */
    private static String version() {
        return Optional.ofNullable(Aim.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
