package com.amd.aim.cli;

import com.amd.aim.cli.sandbox.Fault;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aim sandbox fault …}: what can be made to go wrong in a sandbox that another process runs. */
@Command(
        name = "fault",
        description = "Make something go wrong in a running 'aim sandbox', to see what the operator does. 'aim sandbox"
                + " heal' puts it right.")
final class SandboxFaultCommand {
    private SandboxFaultCommand() {}

    /** The command with its subcommands. */
    static CommandLine with(Terminal terminal) {
        return new CommandLine(new SandboxFaultCommand())
                .addSubcommand(new Present(terminal))
                .addSubcommand(new NodeLost(terminal))
                .addSubcommand(new GpuUnhealthy(terminal))
                .addSubcommand(new Hub(terminal))
                .addSubcommand(new DiskFull(terminal))
                .addSubcommand(new ApiErrors(terminal));
    }

    @Command(name = "list", description = "Say what is wrong now.")
    private static final class Present implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private RunningSandbox sandbox = new RunningSandbox();

        Present(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException {
            terminal.out().println(sandbox.find(terminal).list());
            return ExitCodes.DONE;
        }
    }

    /** Adds one fault. */
    private abstract static class Adding implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private RunningSandbox sandbox = new RunningSandbox();

        Adding(Terminal terminal) {
            this.terminal = terminal;
        }

        abstract Fault fault();

        @Override
        public final Integer call() throws InterruptedException {
            terminal.out().println(sandbox.find(terminal).add(fault()));
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "node-lost",
            description = "A machine is gone: all that ran on it ends unreported, and its Node object goes.")
    private static final class NodeLost extends Adding {
        @Parameters(paramLabel = "NODE", description = "Its name, as in 'kubectl get nodes'.")
        private String node = "";

        NodeLost(Terminal terminal) {
            super(terminal);
        }

        @Override
        Fault fault() {
            return new Fault.NodeLost(node);
        }
    }

    @Command(
            name = "gpu-unhealthy",
            description = "GPUs break: the node has fewer that can be allocated. Pods that have them go on.")
    private static final class GpuUnhealthy extends Adding {
        @Parameters(paramLabel = "NODE", description = "Its name, as in 'kubectl get nodes'.")
        private String node = "";

        @Option(names = "--gpus", paramLabel = "N", description = "How many. Default: all of the node's.")
        private @Nullable Integer gpus;

        GpuUnhealthy(Terminal terminal) {
            super(terminal);
        }

        @Override
        Fault fault() {
            return new Fault.GpuUnhealthy(node, gpus);
        }
    }

    @Command(name = "hub", description = "The model hub fails those who download.")
    private static final class Hub extends Adding {
        @Parameters(
                paramLabel = "TROUBLE",
                description = "down: closes connections; slow: sends slowly; corrupt: sends wrong bytes.")
        private Fault.Hub.Trouble trouble = Fault.Hub.Trouble.DOWN;

        Hub(Terminal terminal) {
            super(terminal);
        }

        @Override
        Fault fault() {
            return new Fault.Hub(trouble);
        }
    }

    @Command(name = "disk-full", description = "Volumes are full: a download that begins finds no room.")
    private static final class DiskFull extends Adding {
        DiskFull(Terminal terminal) {
            super(terminal);
        }

        @Override
        Fault fault() {
            return new Fault.DiskFull();
        }
    }

    @Command(
            name = "api-errors",
            description = "The API server refuses requests with 429, 500 and 503 in turn, those of kubectl too. The"
                    + " cluster's own parts are spared.")
    private static final class ApiErrors extends Adding {
        @Option(
                names = "--rate",
                paramLabel = "SHARE",
                defaultValue = "0.3",
                converter = ShareConverter.class,
                description = "Which share of them, up to 1. Default: ${DEFAULT-VALUE}")
        private double rate;

        ApiErrors(Terminal terminal) {
            super(terminal);
        }

        @Override
        Fault fault() {
            return new Fault.ApiErrors(rate);
        }
    }
}
