package com.amd.aim.e2e;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** A recipe, a cache and two services, as they would lie in Git, in one namespace. */
record Manifests(Cluster cluster, Services services) {
    private static final String YAML = read();

    static Manifests in(Cluster cluster, String namespace) {
        return new Manifests(cluster, new Services(cluster, cluster.newNamespace(namespace)));
    }

    String namespace() {
        return services.namespace();
    }

    /** Applies them. */
    Command apply(String... options) {
        return kubectl(Stream.concat(Stream.of("apply"), Stream.of(options))).succeeded();
    }

    /** How they differ from what the cluster has. */
    Command diff(String... options) {
        return kubectl(Stream.concat(Stream.of("diff"), Stream.of(options)));
    }

    /** Waits until all of them have arrived. */
    void awaitArrival() {
        await("condition=Ready", "aimservice");
        await("condition=Ready", "aimmodelcache");
        await("condition=Reconciling=False", "aimservice");
        await("condition=Valid", "aimrecipe");
    }

    private void await(String what, String kind) {
        cluster.kubectl("wait", "--for=" + what, kind, "--all", "--timeout=180s", "-n", namespace())
                .succeeded();
    }

    private Command kubectl(Stream<String> words) {
        return cluster.kubectlWith(
                YAML,
                Stream.concat(words, Stream.of("-n", namespace(), "-f", "-")).toArray(String[]::new));
    }

    private static String read() {
        try (InputStream file = Objects.requireNonNull(Manifests.class.getResourceAsStream("/gitops.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
