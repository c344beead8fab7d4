package com.amd.aim.cli;

import io.fabric8.kubernetes.client.Config;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The cluster that somebody works with, named as for kubectl. */
final class ClusterOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The cluster. Default: that of KUBECONFIG, else ~/.kube/config, else of the pod it runs in.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "The context of the kubeconfig to use. Default: its current one.")
    private @Nullable String context;

    /** Whether the command line says anything of it. */
    boolean isGiven() {
        return kubeconfig != null || context != null;
    }

    /** Whether there is one to work with, by an option or by the environment. */
    boolean isNamed(Terminal terminal) {
        return isGiven() || Kubeconfig.isNamed(terminal.environment());
    }

    /**
     * Finds it.
     *
     * @throws NoClusterNamed when nothing names one
     * @throws CommandFailed when the kubeconfig cannot be used
     */
    Config choose(Terminal terminal) {
        return Kubeconfig.choose(terminal.environment(), kubeconfig, context);
    }
}
