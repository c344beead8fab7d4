package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadPorts.DiskSpace;
import com.amd.aim.engine.cache.TransferLimits;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Everything that containers run, as one command line: {@code aim download …} and {@code aim cache verify …}. */
public final class ContainerCommands {
    private ContainerCommands() {}

    @Command(name = "aim", description = "What the containers of AIM Engine run.")
    private static final class Root {}

    @Command(name = "cache", description = "Model caches.")
    private static final class Cache {}

    /** {@code aim cache} with its subcommands. */
    public static CommandLine cache(ContainerEnvironment environment) {
        return new CommandLine(new Cache())
                .addMixin("help", new HelpOption())
                .addSubcommand(new CacheVerifyCommand(environment));
    }

    /**
     * The command line for arguments such as {@code download --plan hf://org/name}: what a container's command has after {@code aim}.
     * Its {@code execute} returns an {@link ExitCode} and can be stopped by interrupting its thread.
     *
     * @param limits how hard downloads try
     */
    public static CommandLine of(ContainerEnvironment environment, TransferLimits limits) {
        return of(environment, limits, DiskSpace.real());
    }

    /**
     * The same on file systems that are not this machine's.
     *
     * @param disk how much room there is for downloads
     */
    public static CommandLine of(ContainerEnvironment environment, TransferLimits limits, DiskSpace disk) {
        return new CommandLine(new Root())
                .addMixin("help", new HelpOption())
                .addSubcommand(new DownloadCommand(environment, limits, disk))
                .addSubcommand(cache(environment))
                .setOut(new PrintWriter(environment.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.err(), true, StandardCharsets.UTF_8));
    }
}
