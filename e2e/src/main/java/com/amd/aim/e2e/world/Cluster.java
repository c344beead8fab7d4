package com.amd.aim.e2e.world;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.http.Connections;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A control plane of {@code e2e/cluster}, into which the chart was installed by helm. Operators are processes beside it that hold the
 * token of the chart's own service account and nothing more; the chart's own pods wait for an image that is not there.
 */
public final class Cluster implements AutoCloseable {
    /** Where helm installs the chart. */
    public static final String OPERATOR_NAMESPACE = "aim-system";

    /** The release, and so the name of most of what the chart makes. */
    public static final String RELEASE = "aim-engine";

    private static final Duration CLEARED_WITHIN = Duration.ofMinutes(2);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Path script;
    private final Path dir;
    private final KubernetesClient client;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();

    private Cluster(Path script, Path dir) {
        this.script = script;
        this.dir = dir;
        this.client =
                Connections.to(Config.fromKubeconfig(dir.resolve("kubeconfig").toFile()));
    }

    /**
     * Starts one and installs the chart.
     *
     * @param name its folder among those of all clusters of this run, whose logs stay
     * @param nodes simulated, as {@code 2xMI300X:8,1xMI325X:8}
     */
    public static Cluster up(String name, String nodes) {
        Path script = root().resolve("e2e/cluster/cluster");
        Path dir = Path.of(Objects.requireNonNull(System.getProperty("aim.e2e.dir")))
                .resolve(name);
        Command.run(null, List.of(script.toString(), "down", "--dir", dir.toString()))
                .succeeded();
        Command.run(null, List.of(script.toString(), "up", "--dir", dir.toString(), "--simulated", nodes))
                .succeeded();
        Cluster cluster = new Cluster(script, dir);
        cluster.installChart();
        return cluster;
    }

    /** Installs the chart as users do, into a namespace that lets restricted pods in and no others; again after it was uninstalled. */
    public void installChart() {
        if (client.namespaces().withName(OPERATOR_NAMESPACE).get() == null) {
            makeNamespace(OPERATOR_NAMESPACE);
        }
        exec(
                        "helm",
                        "install",
                        RELEASE,
                        root().resolve("helm/aim-engine").toString(),
                        "--namespace",
                        OPERATOR_NAMESPACE)
                .succeeded();
    }

    /** The source tree. */
    public static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("aim.root")));
    }

    /** Its folder; {@code logs} in it stay. */
    public Path dir() {
        return dir;
    }

    /** A client for the administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** The administrator's kubeconfig. */
    public File kubeconfig() {
        return dir.resolve("kubeconfig").toFile();
    }

    /** Address of the model hub that the nodes run beside. */
    public String hub() {
        return read(dir.resolve("hub")).strip();
    }

    /** Runs a program as the administrator, with kubectl and helm on the PATH. */
    public Command exec(String... words) {
        return cluster(Stream.concat(Stream.of("exec", "--"), Stream.of(words)).toList(), null);
    }

    /** Runs kubectl as the administrator. */
    public Command kubectl(String... words) {
        return cluster(
                Stream.concat(Stream.of("exec", "--", "kubectl"), Stream.of(words))
                        .toList(),
                null);
    }

    /** Runs kubectl as the administrator, with YAML as its standard input, for {@code -f -}. */
    public Command kubectlWith(String yaml, String... words) {
        return cluster(
                Stream.concat(Stream.of("exec", "--", "kubectl"), Stream.of(words))
                        .toList(),
                yaml);
    }

    /** Freezes, thaws, kills or starts a component: {@code stop apiserver}. */
    public void fault(String what, String component) {
        cluster(List.of(what, component), null).succeeded();
    }

    /** Brings LeaderWorkerSets into the cluster, whose controller and webhooks serve when this returns. */
    public void startLeaderWorkerSets() {
        fault("start", "lws");
    }

    /** Brings the definitions of KServe's InferenceServices, without the controller that would start them. */
    public void defineInferenceServices() {
        cluster(List.of("define", "kserve"), null).succeeded();
    }

    /** A namespace that no other test has; it lets pods in that meet the restricted Pod Security Standard, and no others. */
    public String newNamespace(String prefix) {
        String name = prefix + "-" + NAMESPACES.incrementAndGet();
        makeNamespace(name);
        namespaces.add(name);
        return name;
    }

    /** The namespaces that tests made and that were not cleared yet. */
    public Set<String> namespaces() {
        return Set.copyOf(namespaces);
    }

    /** Deletes what is left of namespaces with all that is in them, also where no operator runs that would let go of it. */
    public void clear(Set<String> left) {
        List<String> there = left.stream()
                .filter(name -> client.namespaces().withName(name).get() != null)
                .toList();
        there.forEach(name -> client.namespaces().withName(name).delete());
        there.forEach(name -> {
            letGo(AIMService.class, name);
            letGo(AIMModelCache.class, name);
            client.namespaces()
                    .withName(name)
                    .waitUntilCondition(Objects::isNull, CLEARED_WITHIN.toSeconds(), TimeUnit.SECONDS);
        });
        namespaces.removeAll(left);
    }

    private <T extends HasMetadata> void letGo(Class<T> type, String namespace) {
        if (!client.supports(type)) {
            return; // a test took the definition away
        }
        client.resources(type)
                .inNamespace(namespace)
                .resources()
                .forEach(held ->
                        held.patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\": {\"finalizers\": null}}"));
    }

    private void makeNamespace(String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                        .endMetadata()
                        .build())
                .create();
    }

    /** An operator with the rights of the chart's service account; it runs when this returns. */
    public OperatorProcess startOperator(String name, String... options) {
        return OperatorProcess.start(this, name, List.of(options));
    }

    /** An operator with the rights of another release's service account. */
    public OperatorProcess startOperatorAs(String namespace, String account, String name, String... options) {
        return OperatorProcess.start(this, namespace, account, name, List.of(options));
    }

    /** What the API server was asked so far. */
    public AuditLog audit() {
        return new AuditLog(dir.resolve("logs/audit.log"));
    }

    /** Ends the control plane; its logs stay. */
    @Override
    public void close() {
        client.close();
        cluster(List.of("down"), null).succeeded();
    }

    private Command cluster(List<String> words, @org.jspecify.annotations.Nullable String input) {
        List<String> all = new ArrayList<>(List.of(script.toString(), words.getFirst(), "--dir", dir.toString()));
        all.addAll(words.subList(1, words.size()));
        return Command.run(input, all);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
