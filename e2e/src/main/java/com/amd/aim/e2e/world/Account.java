package com.amd.aim.e2e.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The chart's service account, with a token of its own for each process, as a pod has.
 *
 * @param server where the API server is taken to be
 */
record Account(Cluster cluster, URI server, String token) {

    Account(Cluster cluster) {
        this(cluster, URI.create(cluster.client().getMasterUrl().toString()));
    }

    Account(Cluster cluster, URI server) {
        this(cluster, server, newToken(cluster));
    }

    private static String newToken(Cluster cluster) {
        return cluster.kubectl(
                        "create",
                        "token",
                        Cluster.RELEASE,
                        "--namespace",
                        Cluster.OPERATOR_NAMESPACE,
                        "--duration",
                        "2h")
                .succeeded()
                .out()
                .strip();
    }

    /** How the audit log names the token. */
    String credential() {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
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
