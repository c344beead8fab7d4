package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.api.PodLogs;
import com.amd.aim.sandbox.client.EventRecorder;
import com.amd.aim.sandbox.client.Watches;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the kubelets of simulated nodes against any Kubernetes API, with no more rights than kubelets have: nodes and
 * their status, leases, events, watching pods, writing their status and deleting them, reading the Secrets, ConfigMaps
 * and claims they name. Containers run as programs of this machine; images are never pulled.
 */
public final class SimulatedKubelet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedKubelet.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final KubernetesClient client;
    private final InstantSource clock;
    private final KubeletParts parts;
    private final ContainerLogs logs = new ContainerLogs();
    private final ExecutorService probing = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .executor(probing)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final SharedIndexInformer<Pod> pods;
    private final Map<String, NodeKeeper> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, PodWorker> workers = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Thread heart = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);

    private SimulatedKubelet(
            KubernetesClient client, @Nullable ContainerRunner runner, KubeletSettings settings, InstantSource clock) {
        this.client = client;
        this.clock = clock;
        this.parts = new KubeletParts(
                client,
                settings,
                new Programs(runner, settings),
                logs,
                PodAddresses.take(),
                new Attachments(),
                new ProbeCheck(http),
                new EventRecorder(client, "kubelet", clock),
                clock);
        this.pods =
                client.pods().inAnyNamespace().withoutField("spec.nodeName", "").runnableInformer(0);
        pods.addEventHandler(Watches.changes(this::changed));
    }

    /**
     * Registers the nodes and begins to run the pods bound to them; returns when the nodes are Ready.
     *
     * @param runner runs what is no engine; null: such containers wait and say why
     */
    public static SimulatedKubelet start(
            KubernetesClient client,
            Collection<SimulatedNode> nodes,
            @Nullable ContainerRunner runner,
            KubeletSettings settings,
            InstantSource clock) {
        SimulatedKubelet kubelet = new SimulatedKubelet(client, runner, settings, clock);
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> registered = new ArrayList<>();
            nodes.forEach(node -> registered.add(together.submit(() -> kubelet.addNode(node))));
            kubelet.pods.start().toCompletableFuture().join();
            new PodDirectories(settings.state()).sweep(kubelet::uids);
            registered.forEach(SimulatedKubelet::join);
        }
        kubelet.heart.start();
        return kubelet;
    }

    private Set<String> uids() {
        return pods.getIndexer().list().stream()
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a node could not be registered", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while nodes were registered", e);
        }
    }

    /** What the containers of these nodes wrote. */
    public PodLogs logs() {
        return logs;
    }

    /** The names of the nodes, sorted. */
    public List<String> nodes() {
        return List.copyOf(nodes.keySet());
    }

    /** Registers one more node. */
    public void addNode(SimulatedNode node) {
        String address = parts.addresses().node(numbers.getAndIncrement()).getHostAddress();
        NodeKeeper keeper = new NodeKeeper(client, clock, node, address);
        if (nodes.putIfAbsent(node.name(), keeper) != null) {
            throw new IllegalArgumentException("there is a node " + node.name() + " already");
        }
        keeper.register();
        pods.getIndexer().list().forEach(this::seen);
    }

    /**
     * Pulls the plug: all that runs on the node ends at once, nobody reports it, and the Node object goes.
     *
     * @return what it was, to be added again
     */
    public SimulatedNode removeNode(String name) {
        NodeKeeper keeper = nodes.remove(name);
        if (keeper == null) {
            throw unknown(name);
        }
        List<PodWorker> lost = workers.values().stream()
                .filter(worker -> worker.node().equals(name))
                .toList();
        // a node that comes back before its pods are collected runs them again
        workers.values().removeAll(lost);
        endAll(lost, PodWorker::lose);
        keeper.remove();
        return keeper.node();
    }

    /** What a node has. */
    public SimulatedNode node(String name) {
        return keeper(name).node();
    }

    /** Keeps new pods off the node; the ones there stay. */
    public void cordon(String node) {
        keeper(node).cordon(true);
    }

    /** Lets pods onto the node again. */
    public void uncordon(String node) {
        keeper(node).cordon(false);
    }

    /** Says that the node can, or can no longer, run pods; those that run go on. */
    public void setReady(String node, boolean ready) {
        keeper(node).ready(ready);
    }

    /** Takes so many of a node's GPUs out of what is allocatable, as a device plugin does; pods that have them go on. */
    public void breakGpus(String node, int count) {
        keeper(node).brokenGpus(count);
    }

    /** Ends all containers and stops. The Node objects stay, as they do when kubelets stop. */
    @Override
    public void close() {
        heart.interrupt();
        pods.stop();
        endAll(workers.values(), PodWorker::close);
        try {
            heart.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        parts.events().close();
        http.shutdownNow();
        probing.shutdownNow();
        parts.addresses().close();
    }

    /** One of the ways in which a worker ends. */
    private interface End {
        void of(PodWorker worker) throws InterruptedException;
    }

    private static void endAll(Collection<PodWorker> workers, End end) {
        List<Thread> ending = workers.stream()
                .map(worker -> Thread.startVirtualThread(() -> end(worker, end)))
                .toList();
        try {
            for (Thread thread : ending) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(PodWorker worker, End end) {
        try {
            end.of(worker);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void changed(@Nullable Pod before, @Nullable Pod now) {
        if (now != null) {
            seen(now);
        } else if (before != null) {
            Optional.ofNullable(workers.remove(before.getMetadata().getUid()))
                    .ifPresent(worker -> worker.tell(new PodMessage.Gone()));
        }
    }

    private void seen(Pod pod) {
        NodeKeeper keeper = nodes.get(Objects.requireNonNullElse(pod.getSpec().getNodeName(), ""));
        if (keeper == null) {
            return;
        }
        String uid = pod.getMetadata().getUid();
        if (!finished(pod) || pod.getMetadata().getDeletionTimestamp() != null) {
            workers.computeIfAbsent(uid, _ -> new PodWorker(parts, pod, keeper.address()))
                    .start();
        }
        Optional.ofNullable(workers.get(uid)).ifPresent(worker -> worker.tell(new PodMessage.Seen(pod)));
    }

    private static boolean finished(Pod pod) {
        return pod.getStatus() != null
                && List.of("Succeeded", "Failed")
                        .contains(Objects.requireNonNullElse(pod.getStatus().getPhase(), ""));
    }

    private void beat() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(HEARTBEAT);
                for (NodeKeeper keeper : nodes.values()) {
                    beat(keeper);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void beat(NodeKeeper keeper) {
        try {
            keeper.heartbeat();
        } catch (KubernetesClientException e) {
            LOG.debug("a heartbeat was lost; the next one comes in {}", HEARTBEAT, e);
        }
    }

    private NodeKeeper keeper(String node) {
        return Optional.ofNullable(nodes.get(node)).orElseThrow(() -> unknown(node));
    }

    private NoSuchElementException unknown(String node) {
        return new NoSuchElementException("no simulated node " + node + "; there are " + String.join(", ", nodes()));
    }
}
