package com.amd.aim.sandbox;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.kubelet.ContainerRunner;
import com.amd.aim.sandbox.kubelet.KeptNodes;
import com.amd.aim.sandbox.kubelet.KubeletSettings;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import com.amd.aim.sandbox.state.Ground;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Sandbox} starts with. */
public final class SandboxBuilder {

    /** The nodes of a sandbox that was asked for none in particular. */
    public static final String NODES = "2xMI300X:8,1xMI325X:8";

    Catalog catalog = Catalog.builtIn();

    @Nullable ContainerRunner containers;

    @Nullable Path state;

    Duration backoff = Duration.ofSeconds(10);
    int port;
    boolean leaderWorkerSets;
    private @Nullable String nodes;
    private Duration engineDelay = Duration.ofMillis(200);

    SandboxBuilder() {}

    /**
     * Nodes as {@code 2xMI300X:8,1xMI325X:8}: how many, of which GPU, how many GPUs each. Empty: no node. Null: those that the state has,
     * else {@value #NODES}.
     */
    public SandboxBuilder nodes(@Nullable String nodes) {
        this.nodes = nodes;
        return this;
    }

    /** These nodes; none where there is none. */
    public SandboxBuilder nodes(List<SimulatedNode> nodes) {
        return nodes(KeptNodes.write(nodes));
    }

    /** Runs the containers that are no engine. Without one such containers wait and say so. */
    public SandboxBuilder containers(ContainerRunner runner) {
        this.containers = runner;
        return this;
    }

    /** How long an engine takes to load a model; 200 ms unless set. */
    public SandboxBuilder engineDelay(Duration delay) {
        this.engineDelay = delay;
        return this;
    }

    /** How long Jobs and containers wait after a failure, growing from there; 10 s unless set, as in a cluster. */
    public SandboxBuilder backoff(Duration first) {
        this.backoff = first;
        return this;
    }

    /**
     * Where everything is kept: objects, volumes, the token and the certificate. A sandbox that starts there again goes on as a cluster does
     * whose machines were switched off. A temporary directory, which goes with the sandbox, unless set.
     */
    public SandboxBuilder state(@Nullable Path directory) {
        this.state = directory;
        return this;
    }

    /** Whether there are LeaderWorkerSets from the beginning; {@link Sandbox#defineLeaderWorkerSets()} brings them later. */
    public SandboxBuilder leaderWorkerSets(boolean defined) {
        this.leaderWorkerSets = defined;
        return this;
    }

    /** The port that the kubeconfig names; the one that the state has, else any free one, unless set. */
    public SandboxBuilder port(int port) {
        this.port = port;
        return this;
    }

    /** The GPUs that nodes can have and the models that the hub has; the built-in catalogue unless set. */
    public SandboxBuilder catalog(Catalog catalog) {
        this.catalog = catalog;
        return this;
    }

    /**
     * Starts everything and returns when the nodes are Ready.
     *
     * @throws java.net.SocketException when the port cannot be had
     * @throws com.amd.aim.sandbox.state.StateUnusable when the state directory cannot be used, or is in use
     * @throws IOException when files cannot be written
     * @throws IllegalArgumentException when {@link #nodes(String)} cannot be read
     */
    public Sandbox start() throws IOException {
        return new Sandbox(this);
    }

    String nodes(Ground ground) {
        return nodes != null ? nodes : ground.nodes().orElse(NODES);
    }

    KubeletSettings kubelet(Path state) {
        return KubeletSettings.in(state)
                .withEngineDelay(engineDelay)
                .withCrashBackoff(new Backoff(backoff, Duration.ofMinutes(5)));
    }
}
