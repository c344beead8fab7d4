package com.amd.aim.cli;

import com.amd.aim.cli.demo.Demo;
import com.amd.aim.cli.logging.Logs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code aim demo --once}. */
@Command(
        name = "demo",
        description = {
            "Show the whole product on this machine, without cluster, GPU or network: start a simulated cluster and the"
                    + " operator in it, serve the examples, ask one of them a question, and say what was chosen and why.",
            "Nodes and engines are simulated; all else is what runs in a real cluster. Nothing is left behind."
        })
final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--once", required = true, description = "Run through once, then end.")
    private boolean once;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "120s",
            converter = DurationConverter.class,
            description =
                    "How long the examples may take to become Ready, such as 90s or 5m. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logs.forPeople(terminal.err(), terminal.debug());
        new Demo(terminal.out(), terminal.err(), timeout, InstantSource.system()).run();
        return ExitCodes.DONE;
    }
}
