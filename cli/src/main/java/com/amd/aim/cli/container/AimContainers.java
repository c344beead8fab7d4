package com.amd.aim.cli.container;

import com.amd.aim.engine.cache.DownloadPorts.DiskSpace;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.engine.command.ContainerCommands;
import com.amd.aim.engine.command.ContainerEnvironment;
import com.amd.aim.sandbox.kubelet.ContainerRunner;
import com.amd.aim.sandbox.kubelet.ContainerStart;
import com.amd.aim.sandbox.kubelet.ContainerStartException;
import com.amd.aim.sandbox.kubelet.RunningContainer;
import java.util.List;

/**
 * Runs a container's {@code aim …} with the very classes that a real container would run, on a thread of this process: with the
 * container's environment, its paths led to the claims' folders, and the pod's own address to listen on. So a simulated download is a
 * download: over HTTP, with hashes, into a cache directory.
 */
public final class AimContainers implements ContainerRunner {
    private static final String PROGRAM = "aim";

    private final TransferLimits limits;
    private final DiskSpace disk;

    /** Downloads try as hard as in a cluster, on this machine's disk. */
    public AimContainers() {
        this(TransferLimits.standard(), DiskSpace.real());
    }

    /**
     * Runs downloads in other circumstances.
     *
     * @param limits how hard they try
     * @param disk how much room they find
     */
    public AimContainers(TransferLimits limits, DiskSpace disk) {
        this.limits = limits;
        this.disk = disk;
    }

    @Override
    public RunningContainer start(ContainerStart start) throws ContainerStartException {
        List<String> command = start.command();
        if (command.isEmpty() || !PROGRAM.equals(programOf(command))) {
            throw new ContainerStartException(
                    "container %s runs %s, and simulated nodes have only vllm, sglang and aim to run"
                            .formatted(
                                    start.container(),
                                    command.isEmpty() ? "its image's own command" : command.getFirst()));
        }
        var commands = ContainerCommands.of(environment(start), limits, disk);
        String[] arguments = command.subList(1, command.size()).toArray(String[]::new);
        String name = "%s/%s/%s".formatted(start.namespace(), start.pod(), start.container());
        return ThreadContainer.start(name, () -> commands.execute(arguments));
    }

    private static ContainerEnvironment environment(ContainerStart start) {
        return new ContainerEnvironment(
                start.env(), path -> start.hostPath(path.toString()), start.podIp(), start.log(), start.log());
    }

    private static String programOf(List<String> command) {
        String path = command.getFirst();
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
