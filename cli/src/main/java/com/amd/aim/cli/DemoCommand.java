package com.amd.aim.cli;

import com.amd.aim.cli.demo.Demo;
import com.amd.aim.cli.logging.Logs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--once",
            description = "Run through once, then end. This is required: what stays is 'aim sandbox'.")
    private boolean once;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "120s",
            converter = DurationConverter.class,
            description =
                    "How long the examples may take to become Ready, such as 90s or 5m. Default: ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Spec
    private @Nullable CommandSpec spec;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!once) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "say 'aim demo --once', which runs through once and ends; what stays is 'aim sandbox'.");
        }
        Logs.forPeople(terminal.err(), terminal.debug());
        new Demo(terminal.out(), terminal.err(), timeout, InstantSource.system()).run();
        return ExitCodes.DONE;
    }
}
