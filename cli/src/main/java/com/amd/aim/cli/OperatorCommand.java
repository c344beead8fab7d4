package com.amd.aim.cli;

import com.amd.aim.cli.logging.Logs;
import com.amd.aim.operator.AimOperator;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.OperatorConfig.Leadership;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code aim operator}: what the Deployment of the chart runs, and what runs on a desk against any cluster. */
@Command(
        name = "operator",
        description = {
            "Run the operator until it is stopped. It logs one JSON object a line on standard output and serves /livez,"
                    + " /readyz and /metrics.",
            "The cluster must have the definitions of crds/ installed."
        })
final class OperatorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "The cluster to serve. Default: that of KUBECONFIG, else ~/.kube/config, else of the pod it runs in.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Serve only this namespace. May be repeated. Default: all.")
    private List<String> namespaces = List.of();

    @Option(
            names = "--operator-namespace",
            paramLabel = "NAME",
            description = "Where recipes for all namespaces and the lease are. Default: POD_NAMESPACE, else "
                    + OperatorConfig.DEFAULT_NAMESPACE)
    private @Nullable String operatorNamespace;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            defaultValue = OperatorConfig.DEFAULT_IMAGE,
            description = "The aim image that Jobs and init containers run. Default: ${DEFAULT-VALUE}")
    private String image = OperatorConfig.DEFAULT_IMAGE;

    @Option(
            names = "--hub-endpoint",
            paramLabel = "URL",
            description = "The model hub that sources without an endpoint mean. Default: the Hugging Face hub.")
    private URI hubEndpoint = OperatorConfig.DEFAULT_HUB;

    @Option(
            names = "--cluster-domain",
            paramLabel = "DOMAIN",
            defaultValue = OperatorConfig.DEFAULT_CLUSTER_DOMAIN,
            description = "The last part of Services' names. Default: ${DEFAULT-VALUE}")
    private String clusterDomain = OperatorConfig.DEFAULT_CLUSTER_DOMAIN;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "" + OperatorConfig.DEFAULT_WORKERS,
            description = "Reconciles at a time, per kind. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "" + OperatorConfig.DEFAULT_HTTP_PORT,
            description = "Where health and metrics are served; 0 for any free port. Default: ${DEFAULT-VALUE}")
    private int httpPort;

    @Option(
            names = "--leader-elect",
            description = "Act only while holding the lease, so that several replicas can stand by. Without it this"
                    + " process takes itself for the only one.")
    private boolean leaderElect;

    OperatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        OperatorConfig config = config();
        Logs.asJson(terminal.out(), terminal.debug());
        Config cluster = Kubeconfig.choose(terminal.environment(), kubeconfig, null);
        Clusters.check(cluster, config.watchedNamespaces());
        try (AimOperator operator = AimOperator.start(config, cluster)) {
            operator.awaitEnd();
        } catch (IOException | IllegalStateException e) {
            throw new CommandFailed("The operator cannot run: " + e.getMessage(), e);
        }
        return ExitCodes.DONE;
    }

    private OperatorConfig config() {
        try {
            return new OperatorConfig(
                    Optional.ofNullable(operatorNamespace)
                            .orElseGet(() -> terminal.environment()
                                    .getOrDefault("POD_NAMESPACE", OperatorConfig.DEFAULT_NAMESPACE)),
                    namespaces,
                    image,
                    hubEndpoint,
                    clusterDomain,
                    workers,
                    httpPort,
                    leaderElect ? Optional.of(new Leadership(identity())) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** The pod's name, which is unique among the replicas; outside a pod something that nobody else has. */
    private String identity() {
        return terminal.environment()
                .getOrDefault("POD_NAME", "aim-" + UUID.randomUUID().toString());
    }
}
