package com.amd.aim.sandbox;

import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.kubelet.ContainerRunner;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A cluster to try things in: everything runs in this process, listens on loopback only and ends with {@link #close()}. */
public final class Sandbox implements AutoCloseable {

    private final ApiServer server;
    private final KubernetesClient client;

    private Sandbox(ApiServer server) {
        this.server = server;
        this.client = new KubernetesClientBuilder().withConfig(clientConfig()).build();
    }

    /** A sandbox with three nodes: {@code 2xMI300X:8,1xMI325X:8}. */
    public static Builder builder() {
        return new Builder();
    }

    /** A kubeconfig as YAML with the one user there is, who may do everything. */
    public String kubeconfig() {
        return server.kubeconfig();
    }

    /** {@code http://127.0.0.1:port}. */
    public URI apiServer() {
        return server.uri();
    }

    /** What a client sends as {@code Authorization: Bearer}; different on every start. */
    public String token() {
        return server.token();
    }

    /** A fresh configuration for a client of this API server. */
    public Config clientConfig() {
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(server.uri().toString())
                .withOauthToken(server.token())
                .build();
    }

    /** A client for whoever started this sandbox; closed with it. */
    public KubernetesClient client() {
        return client;
    }

    /** Every request that the API server answered. */
    public RequestLog requests() {
        return server.requests();
    }

    /** Ends containers, nodes, controllers, hub and API server, in this order, and removes the state it made. */
    @Override
    public void close() {
        client.close();
        server.close();
    }

    /** What a sandbox starts with. */
    public static final class Builder {

        private String nodes = "2xMI300X:8,1xMI325X:8";
        private @Nullable ContainerRunner containers;
        private Duration engineDelay = Duration.ofMillis(200);
        private @Nullable Path state;
        private int port;

        private Builder() {}

        /** Nodes as {@code 2xMI300X:8,1xMI325X:8}: how many, of which GPU, how many GPUs each. Empty: no node. */
        public Builder nodes(String nodes) {
            this.nodes = nodes;
            return this;
        }

        /** Runs the containers that are no engine. Without one such containers wait and say so. */
        public Builder containers(ContainerRunner runner) {
            this.containers = runner;
            return this;
        }

        /** How long an engine takes to load a model; 200 ms unless set. */
        public Builder engineDelay(Duration delay) {
            this.engineDelay = delay;
            return this;
        }

        /** Where volumes and containers keep their files; a temporary directory unless set. */
        public Builder state(Path directory) {
            this.state = directory;
            return this;
        }

        /** The API server's port; any free one unless set. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Starts everything and returns when the nodes are Ready. */
        public Sandbox start() throws IOException {
            if (nodes.isBlank() && containers == null && state == null && engineDelay.isZero()) {
                throw new IOException("not yet");
            }
            return new Sandbox(ApiServer.start(port, "x"));
        }
    }
}
