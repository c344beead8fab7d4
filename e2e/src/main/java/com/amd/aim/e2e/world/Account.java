package com.amd.aim.e2e.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * A service account of the chart, with a token of its own for each process, as a pod has.
 *
 * @param namespace of the account, which is the operator's
 * @param server where the API server is taken to be
 */
record Account(Cluster cluster, String namespace, URI server, String token) {

    /** The one that every cluster has. */
    static Account ofChart(Cluster cluster) {
        return of(cluster, Cluster.OPERATOR_NAMESPACE, Cluster.RELEASE);
    }

    static Account of(Cluster cluster, String namespace, String name) {
        URI server = URI.create(cluster.client().getMasterUrl().toString());
        return new Account(cluster, namespace, server, newToken(cluster, namespace, name));
    }

    /** The same, with another way to the API server. */
    Account at(URI other) {
        return new Account(cluster, namespace, other, token);
    }

    private static String newToken(Cluster cluster, String namespace, String name) {
        return cluster.kubectl("create", "token", name, "--namespace", namespace, "--duration", "2h")
                .succeeded()
                .out()
                .strip();
    }

    /** How the audit log names the token. */
    String credential() {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        try {
            return "JTI=" + new ObjectMapper().readTree(claims).path("jti").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path kubeconfig(String name) {
        String admin = Cluster.read(cluster.kubeconfig().toPath());
        try {
            return Files.writeString(
                    cluster.dir().resolve("pki/" + name + ".kubeconfig"),
                    admin.replaceFirst("token: .*", "token: " + token).replaceFirst("server: .*", "server: " + server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
