package com.amd.aim.cli;

import com.amd.aim.cli.demo.Demo;
import com.amd.aim.cli.live.Lines;
import com.amd.aim.cli.live.LiveDemo;
import com.amd.aim.cli.live.Screen;
import com.amd.aim.cli.live.ScreenDemo;
import com.amd.aim.cli.logging.Logs;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aim demo}. */
@Command(
        name = "demo",
        description = {
            "Show the whole product on this machine, without cluster, GPU or network: start a simulated cluster and the"
                    + " operator in it, serve the examples, ask one of them a question, and say what was chosen and why.",
            "On a terminal it stays and shows what happens until q or Ctrl-C; ? says what to try in another terminal, where"
                    + " kubectl and 'aim sandbox fault' work on it. Elsewhere it prints lines until it is stopped.",
            "Nodes and engines are simulated; all else is what runs in a real cluster. Nothing is left behind."
        })
final class DemoCommand implements Callable<Integer> {
    private static final String TIMEOUT = "--timeout";

    private final Terminal terminal;

    @Option(names = "--once", description = "Run through once, then end.")
    private boolean once;

    @Option(
            names = TIMEOUT,
            paramLabel = "DURATION",
            defaultValue = "120s",
            converter = DurationConverter.class,
            description = "With --once: how long the examples may take to become Ready, such as 90s or 5m. Default:"
                    + " ${DEFAULT-VALUE}")
    private Duration timeout = Duration.ZERO;

    @Spec
    private @Nullable CommandSpec spec;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (once) {
            Logs.forPeople(terminal.err(), terminal.debug());
            new Demo(terminal.out(), terminal.err(), timeout, InstantSource.system()).run();
            return ExitCodes.DONE;
        }
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        if (command.getParseResult().hasMatchedOption(TIMEOUT)) {
            throw new ParameterException(
                    command, "--timeout goes with --once; without it the demo waits until it is ended.");
        }
        stay();
        return ExitCodes.DONE;
    }

    private void stay() throws InterruptedException {
        Optional<Screen> screen =
                terminal.screen() && !terminal.debug() ? Screen.ofProcess(terminal.out()) : Optional.empty();
        if (screen.isPresent()) {
            // a log line would break the picture; --debug shows them, among lines
            Logs.forPeople(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
            ScreenDemo.run(screen.get(), terminal.colours(), InstantSource.system());
        } else {
            Logs.forPeople(terminal.err(), terminal.debug());
            new LiveDemo(new Lines(terminal.out(), terminal.err()), InstantSource.system()).run();
        }
    }
}
