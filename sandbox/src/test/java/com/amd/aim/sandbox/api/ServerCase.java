package com.amd.aim.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a server of its own. */
abstract class ServerCase {

    static final String TOKEN = "a-token";
    static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    static final String PODS = "/api/v1/namespaces/default/pods";
    static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    static final String WIDGETS = "/apis/example.com/v1/namespaces/default/widgets";

    ApiServer server;
    Wire wire;

    @BeforeEach
    void start() throws IOException {
        server = ApiServer.start(0, TOKEN);
        wire = new Wire(server);
    }

    @AfterEach
    void stop() {
        wire.close();
        server.close();
    }

    /** What follows by itself takes milliseconds, unless the machine is busy. */
    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    static String resource(String name) {
        try (InputStream file = ServerCase.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String configMap(String name) {
        return """
                {"metadata": {"name": "%s"}, "data": {"k": "v"}}""".formatted(name);
    }

    static String widget(String name, String spec) {
        return """
                {"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "%s"}, "spec": %s}""".formatted(name, spec);
    }
}
