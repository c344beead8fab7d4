package com.amd.aim.sandbox.state;

import com.amd.aim.sandbox.api.model.Json;
import com.amd.aim.sandbox.api.tls.OwnCertificate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who a sandbox is to its clients, and what it was started with.
 *
 * @param nodes as they were asked for; null when nobody has yet
 * @param port of the API server, where it was last; 0 for any
 * @param hubPort of the model hub
 */
record Identity(
        String token, OwnCertificate certificate, @Nullable String nodes, int port, int hubPort) {

    /** Clients must not be given a certificate that ends while they use it. */
    private static final Duration REST = Duration.ofDays(7);

    static Identity fresh(Instant now) throws IOException {
        return new Identity(Tokens.random(), OwnCertificate.make(now), null, 0, 0);
    }

    /** As it was written; with a new certificate where the old one is about to end. */
    static Identity read(JsonNode from, Instant now) throws IOException {
        if (Json.text(from, "token").isEmpty()) {
            throw new IOException("it names no token");
        }
        OwnCertificate known = OwnCertificate.read(Json.text(from, "certificate"), Json.text(from, "key"));
        return new Identity(
                Json.text(from, "token"),
                known.end().isAfter(now.plus(REST)) ? known : OwnCertificate.make(now),
                from.hasNonNull("nodes") ? Json.text(from, "nodes") : null,
                (int) Json.number(from, 0, "port"),
                (int) Json.number(from, 0, "hubPort"));
    }

    ObjectNode write() {
        return Json.object()
                .put("token", token)
                .put("nodes", nodes)
                .put("port", port)
                .put("hubPort", hubPort)
                .put("certificate", certificate.pem())
                .put("key", certificate.keyPem());
    }

    Identity with(String nodes, int port, int hubPort) {
        return new Identity(token, certificate, nodes, port, hubPort);
    }
}
