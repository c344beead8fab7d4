package com.amd.aim.engine.command;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadException;
import com.amd.aim.engine.cache.DownloadPorts;
import com.amd.aim.engine.cache.DownloadPorts.DiskSpace;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.Downloader;
import com.amd.aim.engine.cache.FilePatterns;
import com.amd.aim.engine.cache.Hub;
import com.amd.aim.engine.cache.HubSettings;
import com.amd.aim.engine.cache.Planner;
import com.amd.aim.engine.cache.ProgressServer;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.model.HubSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code aim download}: brings a model into a cache directory, or says what that would bring. Its exit codes are those of
 * {@link ExitCode}, its termination messages those of {@link TerminationMessage}. An interruption of its thread stops it; what was
 * downloaded stays and the next run continues there.
 */
@Command(
        name = "download",
        description = {
            "Download a model into a cache directory in the layout of the Hugging Face hub.",
            "A killed download continues where it was; a complete one is left alone."
        },
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  HF_TOKEN                              the hub's token",
            "  HF_ENDPOINT                           a mirror of the hub",
            "  HTTPS_PROXY, HTTP_PROXY, NO_PROXY     proxies",
            "  SSL_CERT_FILE                         PEM file of whom to trust"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, or complete already",
            "1:failed; trying again may help",
            "2:wrong command line",
            "3:failed; the same again until somebody changes licence, token, name, revision or space",
            "143:stopped by a signal; what was downloaded stays"
        })
public final class DownloadCommand implements Callable<Integer> {
    private static final int MOST_PARALLEL = 64;

    private final ContainerEnvironment environment;
    private final TransferLimits limits;
    private final DiskSpace disk;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    CacheArguments cache = new CacheArguments();

    @Option(names = "--plan", description = "Only ask the hub for commit, bytes and files; write nothing.")
    boolean planOnly;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The hub's address, stronger than HF_ENDPOINT. Default: https://huggingface.co")
    @Nullable String endpoint;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only files that match; * also matches /. May be repeated.")
    List<String> include = List.of();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = {
                "Leave out files that match. May be repeated.",
                "Without --include, copies of the weights in other formats are left out anyway."
            })
    List<String> exclude = List.of();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Files at a time, 1 to " + MOST_PARALLEL + ". Default: 8")
    @Nullable Integer parallelism;

    @Option(
            names = "--progress-port",
            paramLabel = "PORT",
            description = "Serve GET /progress as JSON there while it runs.")
    @Nullable Integer progressPort;

    /** For a real network. */
    public DownloadCommand(ContainerEnvironment environment) {
        this(environment, TransferLimits.standard(), DiskSpace.real());
    }

    /**
     * For a network with other patience, and other file systems.
     *
     * @param limits how hard it tries; {@code --parallelism} is stronger
     * @param disk how much room there is
     */
    public DownloadCommand(ContainerEnvironment environment, TransferLimits limits, DiskSpace disk) {
        this.environment = environment;
        this.limits = limits;
        this.disk = disk;
    }

    @Override
    public Integer call() {
        Outcome outcome = new Outcome(environment, cache.terminationLog);
        TransferLimits chosen = chosenLimits();
        return outcome.of(() -> {
            HubSource source = cache.source();
            FilePatterns patterns = new FilePatterns(include, exclude);
            DownloadPorts ports = DownloadPorts.real(disk, environment.out()::println);
            HubSettings settings = HubSettings.of(environment.env(), environment.paths(), endpoint);
            try (Hub hub = new Hub(settings, chosen, ports)) {
                return planOnly
                        ? new Planner(hub)
                                .plan(source, patterns, cache.expectedCommit())
                                .result()
                        : download(new Downloader(hub, cache.directory(environment), chosen, ports), source, patterns);
            }
        });
    }

    private TransferLimits chosenLimits() {
        if (parallelism == null) {
            return limits;
        }
        if (parallelism < 1 || parallelism > MOST_PARALLEL) {
            throw wrong("--parallelism is %d, it may be 1 to %d".formatted(parallelism, MOST_PARALLEL));
        }
        return limits.withParallelism(parallelism);
    }

    private DownloadResult download(Downloader downloader, HubSource source, FilePatterns patterns)
            throws DownloadException, InterruptedException {
        if (progressPort == null) {
            return downloader.download(source, patterns, cache.expectedCommit());
        }
        try (ProgressServer _ = progressServer(downloader, progressPort)) {
            return downloader.download(source, patterns, cache.expectedCommit());
        }
    }

    private ProgressServer progressServer(Downloader downloader, int port) throws DownloadException {
        try {
            return new ProgressServer(new InetSocketAddress(environment.bindAddress(), port), downloader::progress);
        } catch (IOException e) {
            throw new DownloadException(
                    DownloadError.INTERNAL,
                    "Progress cannot be served on port %d: %s.".formatted(port, e.getMessage()),
                    e);
        }
    }

    private ParameterException wrong(String what) {
        if (spec == null) {
            throw new IllegalStateException("picocli has set up this command");
        }
        return new ParameterException(spec.commandLine(), what);
    }
}
