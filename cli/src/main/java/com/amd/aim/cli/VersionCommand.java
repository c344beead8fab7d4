package com.amd.aim.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code aim version}. */
@Command(name = "version", description = "Prints the version of aim, and of the Java and system it runs on.")
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        terminal.out()
                .printf(
                        "aim %s (Java %s, %s %s)%n",
                        version(),
                        Runtime.version().feature() + "." + Runtime.version().interim() + "."
                                + Runtime.version().update(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
        return ExitCodes.DONE;
    }

    /** The version in the manifest of aim.jar; classes that were never packaged have none. */
    static String version() {
        return Optional.ofNullable(Aim.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
