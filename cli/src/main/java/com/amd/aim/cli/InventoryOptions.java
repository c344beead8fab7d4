package com.amd.aim.cli;

import com.amd.aim.cli.inventory.Asking;
import com.amd.aim.cli.inventory.ClusterGpus;
import com.amd.aim.cli.inventory.HostGpus;
import com.amd.aim.cli.inventory.Stock;
import com.amd.aim.engine.detect.Detection;
import com.amd.aim.engine.detect.GpuDetection;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.operator.OperatorConfig;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** The GPUs to choose among: those written down, else those of a cluster, else those of this host. */
final class InventoryOptions {
    private static final String DEFAULT_NAMESPACE = "default";

    @Mixin
    private NodesOption nodes = new NodesOption();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    /**
     * Finds them.
     *
     * @param command whose options they are
     * @throws CommandFailed when a cluster does not answer, or nothing says where GPUs are
     */
    Stock find(Terminal terminal, GpuCatalog gpus, Asking asking, CommandSpec command) {
        return nodes.read(gpus, asking, command)
                .orElseGet(
                        () -> cluster.isNamed(terminal) ? ofCluster(terminal, gpus, asking) : ofHost(terminal, gpus));
    }

    private static Stock ofHost(Terminal terminal, GpuCatalog gpus) {
        Detection detection = new GpuDetection(gpus).detect(terminal.host());
        if (detection instanceof Detection.Found found) {
            return new HostGpus(gpus).of(found);
        }
        throw new CommandFailed(
                "It is not known which GPUs there are: no cluster is named, and: %s Say it with --nodes 1xMI300X:8, or name a cluster with --kubeconfig."
                        .formatted(detection.message()));
    }

    private Stock ofCluster(Terminal terminal, GpuCatalog gpus, Asking asking) {
        Config config = cluster.choose(terminal);
        String namespace = Objects.requireNonNullElse(config.getNamespace(), DEFAULT_NAMESPACE);
        try (KubernetesClient client = Clusters.connect(config)) {
            return Clusters.ask(
                    client,
                    Node.class,
                    "nodes are an administrator's; say what there is with --nodes",
                    () -> new ClusterGpus(client, gpus).of(asking, namespace, OperatorConfig.DEFAULT_NAMESPACE));
        }
    }
}
