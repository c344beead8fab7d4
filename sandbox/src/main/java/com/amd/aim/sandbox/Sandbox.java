package com.amd.aim.sandbox;

import com.amd.aim.sandbox.api.ApiServer;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.client.ApiClients;
import com.amd.aim.sandbox.controller.Controllers;
import com.amd.aim.sandbox.hub.TinyHub;
import com.amd.aim.sandbox.kubelet.FormerNodes;
import com.amd.aim.sandbox.kubelet.KeptNodes;
import com.amd.aim.sandbox.kubelet.SimulatedKubelet;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import com.amd.aim.sandbox.state.Ground;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * A cluster to try things in: API server, controllers, simulated GPU nodes and a tiny model hub, all in this process
 * and on loopback only, until {@link #close()}. One that was given a directory for its state goes on there the next time.
 */
public final class Sandbox implements AutoCloseable {

    /** What the clients of the cluster's own parts call themselves, {@link #client()} among them. */
    private static final Set<String> PARTS = Set.of("sandbox", "kubelet", "kube-controller-manager", "kube-scheduler");

    private final Closing closing = new Closing();
    private final Ground ground;
    private final ApiServer server;
    private final KubernetesClient client;
    private final TinyHub hub;
    private final SimulatedKubelet kubelet;

    Sandbox(SandboxBuilder settings) throws IOException {
        InstantSource clock = InstantSource.system();
        try {
            ground = closing.add(Ground.of(settings.state, clock.instant()));
            String named = settings.nodes(ground);
            List<SimulatedNode> nodes = KeptNodes.read(named, settings.catalog.gpus());
            server = closing.add(ApiServer.start(0, ground.token(), clock, ground.journal()));
            int port = Ports.secure(server, ground, settings.port);
            client = closing.add(ApiClients.connect(clientConfig(), "sandbox"));
            KubernetesClient nodeClient = closing.add(ApiClients.connect(clientConfig(), "kubelet"));
            FormerNodes.remove(client, nodes, KeptNodes.before(ground, settings.catalog.gpus()));
            Controllers.createDefaultStorageClass(client);
            if (settings.leaderWorkerSets) {
                defineLeaderWorkerSets();
            }
            CompletableFuture<TinyHub> models =
                    begin(() -> Ports.again(ground.hubPort(), at -> Models.hub(settings.catalog, at)));
            CompletableFuture<Controllers> controllers =
                    begin(() -> Controllers.start(clientConfig(), state().resolve("claims"), settings.backoff, clock));
            CompletableFuture<SimulatedKubelet> nodesUp = begin(() ->
                    SimulatedKubelet.start(nodeClient, nodes, settings.containers, settings.kubelet(state()), clock));
            closing.addStarted(List.of(models, controllers, nodesUp));
            hub = models.join();
            controllers.join();
            kubelet = nodesUp.join();
            server.podLogs(kubelet.logs());
            ground.settle(named, port, hub.endpoint().getPort());
        } catch (IOException | RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** The parts need nothing of each other: started together they are up in the time of the slowest. */
    private static <T> CompletableFuture<T> begin(Callable<T> part) {
        CompletableFuture<T> started = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                started.complete(part.call());
            } catch (Exception e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    /** A sandbox with three nodes, {@code 2xMI300X:8,1xMI325X:8}, unless told otherwise. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** A kubeconfig as YAML with the one user there is, who may do everything. */
    public String kubeconfig() {
        return server.kubeconfig();
    }

    /** {@code http://127.0.0.1:port}. */
    public URI apiServer() {
        return server.uri();
    }

    /** What a client sends as {@code Authorization: Bearer}; different on every start, unless the state is kept. */
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

    /**
     * Has the API server refuse a share of all requests, but for those of the cluster's own parts.
     *
     * @param ofAll 1 is all of them, 0 none
     */
    public void refuseRequests(double ofAll) {
        server.faults().refuse(ofAll, PARTS);
    }

    /** Brings LeaderWorkerSets: the definition, which anybody may also apply or delete, and with it their controller. */
    public void defineLeaderWorkerSets() throws IOException {
        try (InputStream definition =
                Objects.requireNonNull(Sandbox.class.getResourceAsStream("leaderworkersets.yaml"))) {
            client.load(definition).serverSideApply();
        }
    }

    /** The model hub, with the repositories of the catalogue. */
    public TinyHub hub() {
        return hub;
    }

    /** The simulated nodes: to add, remove and cordon them. */
    public SimulatedKubelet nodes() {
        return kubelet;
    }

    /** Where volumes and containers keep their files. */
    public Path state() {
        return ground.files();
    }

    /**
     * The directory of this machine that stands for a claim's volume.
     *
     * @throws NoSuchElementException when there is no such claim
     */
    public Path volume(String namespace, String claim) {
        PersistentVolumeClaim there = client.persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(claim)
                .get();
        if (there == null) {
            throw new NoSuchElementException("no persistentvolumeclaim " + claim + " in namespace " + namespace);
        }
        return state().resolve("claims").resolve(there.getMetadata().getUid());
    }

    /** Ends containers, nodes, controllers, hub and API server, in this order, and removes the state unless it is kept. */
    @Override
    public void close() {
        closing.close();
    }
}
