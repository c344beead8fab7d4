package com.amd.aim.cli.sandbox;

import com.amd.aim.cli.CommandFailed;
import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.container.SimulatedDisk;
import com.amd.aim.engine.cache.TransferLimits;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What makes a sandbox one to play with from another terminal: faults on request, and a kubeconfig that says where to ask for them. */
public final class Playground implements AutoCloseable {
    private final Sandbox sandbox;
    private final Faults faults;
    private final FaultServer server;
    private final SandboxKubeconfig kubeconfig;

    private Playground(Sandbox sandbox, Faults faults, Path kubeconfig) throws IOException {
        this.sandbox = sandbox;
        this.faults = faults;
        server = FaultServer.start(faults, sandbox.token());
        try {
            this.kubeconfig = SandboxKubeconfig.write(kubeconfig, sandbox.kubeconfig(), server.uri());
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** What the containers of such a sandbox run: whoever plays wants to see within seconds that the hub is down. */
    public static AimContainers containers(SimulatedDisk disk) {
        TransferLimits patient = TransferLimits.standard();
        TransferLimits impatient = new TransferLimits(
                patient.parallelism(),
                4,
                patient.contentAttempts(),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                patient.longestAskedPause(),
                patient.answer(),
                patient.stall());
        return new AimContainers(impatient, disk);
    }

    /**
     * Opens a sandbox, which its starter closes.
     *
     * @param disk that of its containers
     * @param kubeconfig where to write it
     * @param told hears in a sentence what goes wrong on request, and that it is put right
     */
    public static Playground open(Sandbox sandbox, SimulatedDisk disk, Path kubeconfig, Consumer<String> told)
            throws IOException {
        return new Playground(sandbox, new Faults(sandbox, disk, told), kubeconfig);
    }

    /** What is said where the folder for a sandbox's files cannot be made. */
    public static CommandFailed noFolder(FileSystemException problem) {
        return new CommandFailed(
                "The cluster's files need a temporary folder, which cannot be made: %s; name a writable place for it with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR."
                        .formatted(problem.getMessage()),
                problem);
    }

    /** Where the kubeconfig is. */
    public Path kubeconfig() {
        return kubeconfig.path();
    }

    /** What is wrong on request, oldest first. */
    public List<Fault> faults() {
        return faults.present();
    }

    /** Starts the operator in it, which its starter closes. */
    public AimOperator startOperator() throws IOException, InterruptedException {
        return AimOperator.start(
                OperatorConfig.embedded().withHubEndpoint(sandbox.hub().endpoint()), sandbox.clientConfig());
    }

    @Override
    public void close() throws IOException {
        try (server) {
            kubeconfig.close();
        }
    }
}
