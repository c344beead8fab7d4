package com.amd.aim.bench;

import com.amd.aim.cli.logging.Logs;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** All benchmarks, as commands of one program. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measures AIM Engine on this machine.")
public final class Bench {
    private Bench() {}

    /** The process. */
    public static void main(String[] arguments) {
        Logs.forPeople(System.err, false);
        CommandLine bench = new CommandLine(new Bench())
                .addSubcommand(new ControlPlane())
                .addSubcommand(new Startup())
                .addSubcommand(new Selections());
        System.exit(bench.execute(arguments));
    }
}
