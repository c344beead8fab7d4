package com.amd.aim.cli;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.http.Connections;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Whether a cluster can be worked with; what is wrong is said before anything is started. */
final class Clusters {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final List<Class<? extends HasMetadata>> KINDS =
            List.of(AIMService.class, AIMRecipe.class, AIMModelCache.class);

    private Clusters() {}

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
        try (KubernetesClient client = connect(cluster)) {
            for (Class<? extends HasMetadata> kind : kinds) {
                check(client, kind, namespaces);
            }
        }
    }

    /** A client for somebody who waits for the answer: it asks again once, as a connection may be lost, and not for long. */
    static KubernetesClient connect(Config cluster) {
        Config impatient = new ConfigBuilder(cluster)
                .withConnectionTimeout(PATIENCE_MILLIS)
                .withRequestTimeout(PATIENCE_MILLIS)
                .withRequestRetryBackoffLimit(1)
                .build();
        return Connections.to(impatient);
    }

    private static void check(KubernetesClient client, Class<? extends HasMetadata> kind, List<String> namespaces) {
        var objects = client.resources(kind);
        var some = namespaces.isEmpty() ? objects.inAnyNamespace() : objects.inNamespace(namespaces.getFirst());
        ask(
                client,
                kind,
                kind == Node.class ? "nodes are an administrator's" : "the chart has the rules that are needed",
                () -> some.list(new ListOptionsBuilder().withLimit(1L).build()));
    }

    /**
     * Asks the API server something about a kind.
     *
     * @param ifForbidden what to do when this user may not
     * @throws CommandFailed when it does not answer, refuses, or does not know the kind
     */
    static <T> T ask(
            KubernetesClient client, Class<? extends HasMetadata> kind, String ifForbidden, Supplier<T> question) {
        try {
            return question.get();
        } catch (KubernetesClientException e) {
            throw new CommandFailed(complaint(client, kind, ifForbidden, e), e);
        }
    }

    /** What is to be said when a cluster that did answer fails a command later. */
    static CommandFailed failed(KubernetesClientException problem) {
        return new CommandFailed(
                "The cluster ended what was asked of it: %s; see with 'aim doctor' what is wrong."
                        .formatted(reason(problem).strip().replaceFirst("\\.$", "")),
                problem);
    }

    private static String complaint(
            KubernetesClient client,
            Class<? extends HasMetadata> kind,
            String ifForbidden,
            KubernetesClientException problem) {
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
                "The cluster at %s does not let this user list %s; %s.".formatted(server, resource, ifForbidden);
            default ->
                "The cluster at %s does not answer (%s); see that it runs, or name another with --kubeconfig."
                        .formatted(server, reason(problem));
        };
    }

    /** The innermost cause says most: unknown host, certificate; of a connection that nobody takes, Java has no words. */
    static String reason(Throwable problem) {
        List<Throwable> causes =
                Stream.iterate(problem, Objects::nonNull, Throwable::getCause).toList();
        Throwable innermost = causes.getLast();
        Optional<String> line = Optional.ofNullable(innermost.getMessage())
                .flatMap(message -> message.lines().findFirst());
        if (line.isPresent()) {
            return line.get();
        }
        return causes.stream().anyMatch(ConnectException.class::isInstance)
                ? "connection refused"
                : innermost.getClass().getSimpleName();
    }
}
