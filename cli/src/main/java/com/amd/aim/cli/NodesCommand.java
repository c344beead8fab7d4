package com.amd.aim.cli;

import com.amd.aim.cli.container.AimContainers;
import com.amd.aim.cli.logging.Logs;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.Models;
import com.amd.aim.sandbox.client.ApiClients;
import com.amd.aim.sandbox.hub.TinyHub;
import com.amd.aim.sandbox.kubelet.KubeletSettings;
import com.amd.aim.sandbox.kubelet.SimulatedKubelet;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import com.amd.aim.sandbox.state.StateDirectory;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code aim nodes}: GPUs for a cluster that has none. */
@Command(
        name = "nodes",
        description = {
            "Drive simulated AMD GPU nodes in any cluster until this is stopped. Their pods run as programs of this"
                    + " machine: engines are simulated, downloads are real, from a small model hub that runs beside them.",
            "Once the nodes are Ready it prints their names and the hub's address, which is for 'aim operator"
                    + " --hub-endpoint'. The Node objects stay when it is stopped, as with any kubelet; 'kubectl delete"
                    + " node' removes them."
        })
final class NodesCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = NodesOption.LABEL,
            required = true,
            description = "The nodes to simulate" + NodesOption.FORMS)
    private String nodes = "";

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "The cluster to join, as its administrator. Default: that of KUBECONFIG, else ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where pods keep their files: a claim's are in claims/UID. Default: a temporary folder.")
    private @Nullable Path state;

    @Option(
            names = "--hub-port",
            paramLabel = "PORT",
            defaultValue = "0",
            converter = PortConverter.class,
            description = "Where the model hub answers, on 127.0.0.1; 0 for any free port. Default: ${DEFAULT-VALUE}")
    private int hubPort;

    NodesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Catalog catalog = Catalog.builtIn();
        List<SimulatedNode> simulated = SimulatedNodesOption.read(nodes, catalog, Objects.requireNonNull(spec));
        Logs.forPeople(terminal.err(), terminal.debug());
        Config cluster = Kubeconfig.choose(terminal.environment(), kubeconfig, null);
        Clusters.checkNodes(cluster);
        try (TinyHub hub = hub(catalog);
                StateDirectory files = StateDirectory.of(state);
                KubernetesClient client = ApiClients.connect(cluster, "kubelet");
                SimulatedKubelet kubelet = start(client, simulated, files.path())) {
            terminal.out().println("nodes " + String.join(" ", kubelet.nodes()));
            terminal.out().println("hub " + hub.endpoint());
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return ExitCodes.DONE;
    }

    private TinyHub hub(Catalog catalog) {
        try {
            return Models.hub(catalog, hubPort);
        } catch (IOException e) {
            throw new CommandFailed(
                    "--hub-port %d: the hub cannot answer there: %s".formatted(hubPort, e.getMessage()), e);
        }
    }

    private static SimulatedKubelet start(KubernetesClient client, List<SimulatedNode> nodes, Path files) {
        try {
            return SimulatedKubelet.start(
                    client, nodes, new AimContainers(), KubeletSettings.in(files), InstantSource.system());
        } catch (IllegalStateException e) {
            throw SimulatedNodesOption.refused(e);
        }
    }
}
