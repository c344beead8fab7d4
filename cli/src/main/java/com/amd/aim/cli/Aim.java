package com.amd.aim.cli;

import com.amd.aim.cli.catalog.Kinds;
import com.amd.aim.engine.command.ContainerCommands;
import com.amd.aim.engine.command.DownloadCommand;
import com.amd.aim.engine.command.GracefulStop;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of all commands; it alone knows which there are and what each is given. */
public final class Aim {
    private Aim() {}

    /** The process {@code aim}. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int code = GracefulStop.run(() -> run(terminal, arguments));
        // before it ends the process, exit looks through every jar for somebody to log that to
        if (code != ExitCodes.DONE || othersRun()) {
            System.exit(code);
        }
    }

    /** Whether a thread of some library would keep the process from ending by itself. */
    private static boolean othersRun() {
        Thread own = Thread.currentThread();
        Thread[] threads = new Thread[Thread.activeCount() + 1];
        int count = Thread.enumerate(threads);
        return Arrays.stream(threads, 0, count).anyMatch(thread -> thread != own && !thread.isDaemon());
    }

    /**
     * Runs one command and returns its exit code.
     *
     * @param terminal where it prints and what environment it has
     * @param arguments as typed after {@code aim}
     */
    public static int run(Terminal terminal, String... arguments) {
        boolean debug = List.of(arguments).contains(Help.DEBUG);
        String first = arguments.length == 0 ? "" : arguments[0];
        return commandLine(debug ? terminal.debugging() : terminal, first).execute(arguments);
    }

    /** With all commands there are. */
    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, "");
    }

    /** Where {@code first} is a command it is the only one: to describe all of them takes longer than many of them run. */
    private static CommandLine commandLine(Terminal terminal, String first) {
        CommandLine aim = new CommandLine(root());
        Map<String, Supplier<Object>> commands = commands(terminal);
        if (commands.containsKey(first)) {
            commands.keySet().retainAll(Set.of(first));
        } else {
            commands.put("help", HelpCommand::new);
        }
        commands.forEach((name, command) -> aim.addSubcommand(name, command.get()));
        Help.describe(aim);
        return aim.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((problem, _) -> misused(problem, terminal))
                .setExecutionExceptionHandler((problem, _, _) -> failed(problem, terminal));
    }

    /** What every command starts with has no annotations, for which Java would write classes at each start. */
    private static CommandSpec root() {
        CommandSpec root = CommandSpec.wrapWithoutInspection(new Aim()).name("aim");
        root.usageMessage()
                .description("Names a model, gets an endpoint: AIM Engine finds the recipe for the GPUs a cluster has,"
                        + " fills a model cache once, and runs the server.")
                .synopsisSubcommandLabel("COMMAND");
        return root;
    }

    private static Map<String, Supplier<Object>> commands(Terminal terminal) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("demo", () -> new DemoCommand(terminal));
        commands.put("sandbox", () -> SandboxCommand.with(terminal));
        commands.put("operator", () -> new OperatorCommand(terminal));
        commands.put("status", () -> new StatusCommand(terminal));
        commands.put("generate", () -> new GenerateCommand(terminal));
        commands.put("explain", () -> new ExplainCommand(terminal));
        commands.put("doctor", () -> new DoctorCommand(terminal));
        commands.put("render", () -> new RenderCommand(terminal));
        commands.put("plan", () -> new PlanCommand(terminal));
        commands.put("fit", () -> new FitCommand(terminal));
        Kinds.all().forEach(kind -> commands.put(kind.plural(), () -> KindCommands.of(kind, terminal)));
        commands.put("catalog", () -> CatalogCheckCommand.group(terminal));
        commands.put("nodes", () -> new NodesCommand(terminal));
        commands.put("download", () -> new DownloadCommand(terminal.asContainer()));
        commands.put(
                "cache",
                () -> ContainerCommands.cache(terminal.asContainer()).addSubcommand(new CacheReleaseCommand(terminal)));
        commands.put("completion", () -> new CompletionCommand(terminal));
        commands.put("version", () -> VersionCommand.of(terminal));
        return commands;
    }

    private static int misused(ParameterException problem, Terminal terminal) {
        CommandLine command = problem.getCommandLine();
        terminal.err().println("aim: " + misuse(problem));
        terminal.err().println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCodes.USAGE;
    }

    private static String misuse(ParameterException problem) {
        CommandLine command = problem.getCommandLine();
        boolean group = !command.getSubcommands().isEmpty();
        boolean wantsSubcommand = group && !(command.getCommand() instanceof Callable);
        if (problem instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            return group && !word.startsWith("-")
                    ? "there is no command '" + word + "'; the commands are " + commandNames(command) + "."
                    : "'" + word + "' is not something this command takes.";
        }
        return wantsSubcommand ? "say what to do: " + commandNames(command) + "." : sentence(problem);
    }

    private static String commandNames(CommandLine command) {
        return String.join(", ", command.getSubcommands().keySet());
    }

    private static int failed(Exception thrown, Terminal terminal) {
        if (isInterruption(thrown)) {
            return ExitCodes.STOPPED;
        }
        Exception problem = thrown instanceof KubernetesClientException refusal ? Clusters.failed(refusal) : thrown;
        terminal.err().println("aim: " + sentence(problem));
        if (terminal.debug()) {
            problem.printStackTrace(terminal.err());
        } else if (!(problem instanceof CommandFailed)) {
            terminal.err().println("This is a defect of aim; --debug shows where it happened.");
        }
        return ExitCodes.FAILED;
    }

    /** Threads are interrupted by {@link GracefulStop} alone; a client that waited wraps it. */
    private static boolean isInterruption(Exception problem) {
        return Stream.iterate((Throwable) problem, Objects::nonNull, Throwable::getCause)
                .anyMatch(
                        cause -> cause instanceof InterruptedException || cause instanceof ClosedByInterruptException);
    }

    private static String sentence(Exception problem) {
        String message = problem.getMessage();
        return message == null || message.isBlank() ? problem.getClass().getSimpleName() : message.strip();
    }
}
