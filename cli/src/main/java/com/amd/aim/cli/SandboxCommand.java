package com.amd.aim.cli;

import com.amd.aim.cli.container.SimulatedDisk;
import com.amd.aim.cli.demo.Applying;
import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.cli.sandbox.Guide;
import com.amd.aim.cli.sandbox.Playground;
import com.amd.aim.cli.sandbox.SandboxKubeconfig;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.SandboxBuilder;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import com.amd.aim.sandbox.state.StateUnusable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aim sandbox}: the cluster of the demo, to play with. */
@Command(
        name = "sandbox",
        description = {
            "Run a simulated cluster until this is stopped: an API server for kubectl and any other tool, with our resources"
                    + " defined, GPU nodes, and a model hub beside it. Once it runs it prints what to type in another"
                    + " terminal.",
            "Nodes and engines are simulated; all else is what runs in a real cluster. Several can run at the same time."
                    + " Nothing is left behind but what --state keeps."
        })
final class SandboxCommand implements Callable<Integer> {
    private static final String NAMESPACE = "default";

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = NodesOption.LABEL,
            description = "The nodes to simulate" + NodesOption.FORMS + " Default: those of --state, else "
                    + SandboxBuilder.NODES)
    private @Nullable String nodes;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortConverter.class,
            description =
                    "Where the API server answers, on 127.0.0.1; 0 for the one of --state, or any free port. Default:"
                            + " ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Where to write the kubeconfig; it goes when the cluster ends. Default: in the folder of --state,"
                            + " else a temporary one.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Keep the cluster there, and go on with it the next time: its objects, its volumes and its"
                    + " credentials. Pods are started again. Nodes that are not in --nodes any more are removed.")
    private @Nullable Path state;

    @Option(names = "--with-operator", description = "Run the operator too, in this process.")
    private boolean withOperator;

    private SandboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The command with its subcommands. */
    static CommandLine with(Terminal terminal) {
        return new CommandLine(new SandboxCommand(terminal))
                .addSubcommand(SandboxFaultCommand.with(terminal))
                .addSubcommand(new SandboxHealCommand(terminal))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<List<SimulatedNode>> named = Optional.ofNullable(nodes)
                .map(text -> SimulatedNodesOption.read(text, Catalog.builtIn(), Objects.requireNonNull(spec)));
        Logs.forPeople(terminal.err(), terminal.debug());
        if (kubeconfig != null) {
            SandboxKubeconfig.requireUsable(kubeconfig);
        }
        SimulatedDisk disk = new SimulatedDisk();
        try (Sandbox sandbox = start(named, disk)) {
            new Applying(sandbox.client(), NAMESPACE).define(Manifests.definitions());
            offer(sandbox, disk);
        } catch (IOException e) {
            throw new CommandFailed("The simulated cluster cannot run: " + e, e);
        }
        return ExitCodes.DONE;
    }

    private Sandbox start(Optional<List<SimulatedNode>> named, SimulatedDisk disk) throws IOException {
        SandboxBuilder builder = Sandbox.builder().port(port).state(state).containers(Playground.containers(disk));
        named.ifPresent(builder::nodes);
        try {
            return builder.start();
        } catch (StateUnusable e) {
            throw new CommandFailed("--state " + e.getMessage(), e);
        } catch (IllegalArgumentException e) { // an option's nodes were read before
            throw new CommandFailed(
                    "--state %s: its nodes: %s Name others with --nodes.".formatted(state, e.getMessage()), e);
        } catch (CompletionException e) {
            throw SimulatedNodesOption.refused(e);
        } catch (SocketException e) {
            throw new CommandFailed(
                    "--port %d: the API server cannot answer there: %s; name another, or 0 for any that is free."
                            .formatted(port, e.getMessage()),
                    e);
        } catch (FileSystemException e) {
            throw Playground.noFolder(e);
        }
    }

    private void offer(Sandbox sandbox, SimulatedDisk disk) throws IOException, InterruptedException {
        Path file = Optional.ofNullable(kubeconfig).orElse(sandbox.state().resolve("kubeconfig"));
        try (Playground playground = Playground.open(sandbox, disk, file, _ -> {})) {
            List<SimulatedNode> running =
                    sandbox.nodes().nodes().stream().map(sandbox.nodes()::node).toList();
            Guide guide = new Guide(running, sandbox.hub().endpoint(), playground.kubeconfig(), state != null);
            if (withOperator) {
                serve(playground, guide);
            } else {
                terminal.out().print(guide.withoutOperator());
                new CountDownLatch(1).await();
            }
        }
    }

    private void serve(Playground playground, Guide guide) throws IOException, InterruptedException {
        try (AimOperator operator = playground.startOperator()) {
            terminal.out().print(guide.withOperator(operator.httpPort()));
            operator.awaitEnd();
        } catch (IllegalStateException e) {
            throw new CommandFailed("The operator cannot run: " + e.getMessage(), e);
        }
    }
}
