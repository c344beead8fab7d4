package com.amd.aim.cli;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which cluster is meant, and whether it can be worked with; what is wrong is said before anything is started. */
final class Clusters {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(AIMService.class, AIMRecipe.class, AIMModelCache.class);

    private Clusters() {}

    /**
     * The cluster of a kubeconfig; without one that of the pod, of {@code KUBECONFIG} or of the home directory.
     *
     * @throws CommandFailed when the file cannot be used
     */
    static Config choose(@Nullable Path kubeconfig) {
        if (kubeconfig == null) {
            return new ConfigBuilder().build();
        }
        if (!Files.isRegularFile(kubeconfig)) {
            throw new CommandFailed("--kubeconfig %s: there is no such file.".formatted(kubeconfig));
        }
        if (!Files.isReadable(kubeconfig)) {
            throw new CommandFailed("--kubeconfig %s: it may not be read by this user.".formatted(kubeconfig));
        }
        try {
            return Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException e) {
            throw new CommandFailed(
                    "--kubeconfig %s: it is not a kubeconfig: %s".formatted(kubeconfig, e.getMessage()), e);
        }
    }

    /**
     * Asks the API server for one object of each kind.
     *
     * @throws CommandFailed when it does not answer, refuses, or does not know the kinds
     */
    static void check(Config cluster, List<String> namespaces) {
        check(cluster, KINDS, namespaces);
    }

    /**
     * Asks the API server for one cache.
     *
     * @throws CommandFailed when it does not answer, refuses, or does not know caches
     */
    static void checkCaches(Config cluster, List<String> namespaces) {
        check(cluster, List.of(AIMModelCache.class), namespaces);
    }

    /**
     * Asks the API server for one node.
     *
     * @throws CommandFailed when it does not answer or refuses
     */
    static void checkNodes(Config cluster) {
        check(cluster, List.of(Node.class), List.of());
    }

    private static void check(Config cluster, List<Class<? extends HasMetadata>> kinds, List<String> namespaces) {
        Config impatient = new ConfigBuilder(cluster)
                .withConnectionTimeout(PATIENCE_MILLIS)
                .withRequestTimeout(PATIENCE_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build();
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(impatient).build()) {
            for (Class<? extends HasMetadata> kind : kinds) {
                check(client, kind, namespaces);
            }
        }
    }

    private static void check(KubernetesClient client, Class<? extends HasMetadata> kind, List<String> namespaces) {
        var objects = client.resources(kind);
        var some = namespaces.isEmpty() ? objects.inAnyNamespace() : objects.inNamespace(namespaces.getFirst());
        try {
            some.list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                    .withLimit(1L)
                    .build());
        } catch (KubernetesClientException e) {
            throw new CommandFailed(complaint(client, kind, e), e);
        }
    }

    private static String complaint(
            KubernetesClient client, Class<? extends HasMetadata> kind, KubernetesClientException problem) {
        String server = String.valueOf(client.getMasterUrl());
        String resource = HasMetadata.getFullResourceName(kind);
        return switch (problem.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND ->
                "The cluster at %s does not know %s; install the definitions: kubectl apply --server-side -f crds/"
                        .formatted(server, resource);
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "The cluster at %s does not accept the credentials; sign in again, or name another --kubeconfig."
                        .formatted(server);
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "The cluster at %s does not let this user list %s; %s."
                        .formatted(
                                server,
                                resource,
                                kind == Node.class
                                        ? "nodes are an administrator's"
                                        : "the chart has the rules that are needed");
            default ->
                "The cluster at %s does not answer (%s); see that it runs, or name another with --kubeconfig."
                        .formatted(server, reason(problem));
        };
    }

    /** The innermost cause says most: connection refused, unknown host, certificate. */
    private static String reason(Throwable problem) {
        Throwable innermost = problem;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage();
        return message == null ? innermost.getClass().getSimpleName() : message;
    }
}
