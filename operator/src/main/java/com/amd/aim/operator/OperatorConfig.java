package com.amd.aim.operator;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Everything an operator process is told, parsed once.
 *
 * @param operatorNamespace where the operator runs: recipes there are shared by all namespaces, and its lease is there
 * @param watchedNamespaces the namespaces it serves; empty means all
 * @param image the {@code aim} image, which Jobs and init containers run
 * @param hubEndpoint the model hub that sources without an endpoint mean
 * @param clusterDomain the last part of Services' names, such as {@code cluster.local}
 * @param workers reconciles at a time, per kind
 * @param httpPort where health and metrics are served; 0 means any free port
 * @param leadership how one of several replicas is chosen; absent: this process is alone
 */
public record OperatorConfig(
        String operatorNamespace,
        List<String> watchedNamespaces,
        String image,
        URI hubEndpoint,
        String clusterDomain,
        int workers,
        int httpPort,
        Optional<Leadership> leadership) {
    public static final String DEFAULT_NAMESPACE = "aim-system";
    /** The lease in the operator's namespace by which one of its replicas acts. */
    public static final String LEASE = "aim-engine";

    public static final String DEFAULT_IMAGE = "aim-engine/aim:1.0.0";
    public static final URI DEFAULT_HUB = URI.create("https://huggingface.co");
    public static final String DEFAULT_CLUSTER_DOMAIN = "cluster.local";
    public static final int DEFAULT_WORKERS = 16;
    public static final int DEFAULT_HTTP_PORT = 8080;

    public OperatorConfig {
        watchedNamespaces = watchedNamespaces.stream().sorted().distinct().toList();
        if (workers < 1) {
            throw new IllegalArgumentException("workers is " + workers + "; at least 1 is needed");
        }
        if (!"http".equals(hubEndpoint.getScheme()) && !"https".equals(hubEndpoint.getScheme())) {
            throw new IllegalArgumentException(
                    "hub endpoint '" + hubEndpoint + "' is not an http:// or https:// address");
        }
    }

    /** What the product does when nothing is said, alone and on any free port, as it runs inside another process. */
    public static OperatorConfig embedded() {
        return new OperatorConfig(
                DEFAULT_NAMESPACE,
                List.of(),
                DEFAULT_IMAGE,
                DEFAULT_HUB,
                DEFAULT_CLUSTER_DOMAIN,
                DEFAULT_WORKERS,
                0,
                Optional.empty());
    }

    public OperatorConfig withHubEndpoint(URI endpoint) {
        return new OperatorConfig(
                operatorNamespace, watchedNamespaces, image, endpoint, clusterDomain, workers, httpPort, leadership);
    }

    /**
     * Which of several replicas acts.
     *
     * @param identity of this process, unique among the replicas: the pod's name
     */
    public record Leadership(String identity) {}
}
