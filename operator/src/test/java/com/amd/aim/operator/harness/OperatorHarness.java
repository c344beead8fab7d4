package com.amd.aim.operator.harness;

import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.SandboxBuilder;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.kubelet.SimulatedNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.RegisteredController;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sandbox, our resources in it, and an operator that is started, stopped and killed by the test. */
public final class OperatorHarness implements AutoCloseable {
    /** An image that no operator had before: what renders is another operator then. */
    public static final String NEWER_IMAGE = "aim-engine/aim:newer";

    private static final String FIRST_NAMESPACE = "team-a";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PLURALS = List.of("aimservices", "aimrecipes", "aimmodelcaches");

    private final Sandbox sandbox;
    private @Nullable RunningOperator running;
    private String namespace = FIRST_NAMESPACE;

    private OperatorHarness(SandboxBuilder builder) throws IOException {
        sandbox = builder.containers(new AimContainers())
                .backoff(Duration.ofMillis(50))
                .start();
        for (String plural : PLURALS) {
            try (InputStream crd =
                    Objects.requireNonNull(OperatorHarness.class.getResourceAsStream("/crds/" + plural + ".yaml"))) {
                client().load(crd).serverSideApply();
            }
        }
        useNamespace(FIRST_NAMESPACE);
    }

    /** A cluster with these nodes ({@code 2xMI300X:8}), and no operator yet. */
    public static OperatorHarness cluster(String nodes) {
        return cluster(nodes, builder -> builder);
    }

    public static OperatorHarness cluster(String nodes, UnaryOperator<SandboxBuilder> settings) {
        try {
            return new OperatorHarness(settings.apply(Sandbox.builder().nodes(nodes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public OperatorHarness withOperator() {
        startOperator();
        return this;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public KubernetesClient client() {
        return sandbox.client();
    }

    /** Makes a namespace, in which everything is from now on. */
    public void useNamespace(String name) {
        namespace = name;
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    public String namespace() {
        return namespace;
    }

    public void startOperator() {
        running = new RunningOperator(sandbox, OperatorConfig.DEFAULT_IMAGE, null);
    }

    /** An operator whose own image is another one, and that so renders pods differently. */
    public void startNewerOperator() {
        running = new RunningOperator(sandbox, NEWER_IMAGE, null);
    }

    /**
     * An operator that dies before its write of this number, counted from 0.
     *
     * @return tells whether it is dead
     */
    public BooleanSupplier startMortalOperator(int writes) {
        Crash crash = new Crash(writes);
        running = new RunningOperator(sandbox, OperatorConfig.DEFAULT_IMAGE, crash);
        return crash::isDead;
    }

    public void stopOperator() {
        RunningOperator last = running;
        if (last != null) {
            last.close();
            running = null;
        }
    }

    /** Creates an AIMService from its spec in YAML. */
    public AIMService create(String name, String spec) {
        return client().resource(Serialization.unmarshal("""
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMService
                        metadata: {name: %s, namespace: %s}
                        spec: %s
                        """.formatted(name, namespace, spec), AIMService.class))
                .create();
    }

    /** Creates any objects from YAML. */
    public void apply(String yaml) {
        client().load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .inNamespace(namespace)
                .create();
    }

    /** Changes a service's spec by a merge patch in YAML. */
    public void edit(String name, String patch) {
        client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Serialization.unmarshal("spec: " + patch, Map.class)));
    }

    public @Nullable AIMService service(String name) {
        return client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    public @Nullable Deployment deployment(String name) {
        return client().apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** The pods of a service's servers; those that end are there a while longer. */
    public List<Pod> servers(String name) {
        return client().pods()
                .inNamespace(namespace)
                .withLabel(Names.LABEL_SERVICE, name)
                .list()
                .getItems();
    }

    /** The Jobs that fetched something. */
    public List<Job> downloads() {
        return client().batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(Names.LABEL_STEP, "download")
                .list()
                .getItems();
    }

    /** Reasons of the events about a service, in the order in which they were written. */
    public List<String> events(String name) {
        return client().events().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getRegarding() != null
                        && "AIMService".equals(event.getRegarding().getKind())
                        && name.equals(event.getRegarding().getName()))
                .sorted(Comparator.comparing(event -> event.getEventTime().getTime()))
                .map(Event::getReason)
                .toList();
    }

    /** As {@code kubectl scale} does it. */
    public void scale(String name, int replicas) {
        client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(name)
                .scale(replicas);
    }

    public void addNodes(String nodes) {
        SimulatedNode.parse(nodes, Catalog.builtIn().gpus()).forEach(sandbox.nodes()::addNode);
    }

    /** Waits until a service has been looked at and its status is so. */
    public AIMService until(String name, Predicate<AIMServiceStatus> so) {
        return await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> service(name),
                        service -> service != null
                                && service.getStatus() != null
                                && service.getStatus().phase() != null
                                && so.test(service.getStatus()));
    }

    /** Waits until the spec as it is now is served: what an older one came to is told until then. */
    public AIMService untilReady(String name) {
        return await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> service(name), service -> service != null && isServing(service));
    }

    /** Whether the spec as it is now is served, and nothing is on its way. */
    public static boolean isServing(AIMService service) {
        AIMServiceStatus status = service.getStatus();
        return status != null
                && service.getMetadata().getGeneration().equals(status.observedGeneration())
                && is(status, "Ready", "True")
                && is(status, "Reconciling", "False");
    }

    public AIMService untilReason(String name, String type, String reason) {
        return until(
                name,
                status -> Conditions.find(status.conditions(), type)
                        .filter(condition -> reason.equals(condition.getReason()))
                        .isPresent());
    }

    public static void until(String what, Callable<Boolean> so) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(so);
    }

    public static Condition condition(AIMService service, String type) {
        return Conditions.find(service.getStatus().conditions(), type).orElseThrow();
    }

    public static boolean is(AIMServiceStatus status, String type, String truth) {
        return Conditions.find(status.conditions(), type)
                .filter(condition -> truth.equals(condition.getStatus()))
                .isPresent();
    }

    /** Waits until the operator has written nothing for a while, and returns where the log stands then. */
    public long untilQuiet() {
        long[] mark = {sandbox.requests().mark()};
        await("quiet")
                .atMost(PATIENCE)
                .pollDelay(Duration.ofMillis(400))
                .pollInterval(Duration.ofMillis(400))
                .until(() -> {
                    boolean quiet = writesSince(mark[0]).isEmpty();
                    mark[0] = sandbox.requests().mark();
                    return quiet;
                });
        return mark[0];
    }

    /** Has the operator hear nothing new of a resource, until {@link #releaseWatches}. */
    public void holdWatches(String plural) {
        Objects.requireNonNull(running).lateNews().hold(plural);
    }

    /** Has the operator hear all that it missed. */
    public void releaseWatches() {
        Objects.requireNonNull(running).lateNews().release();
    }

    /** Waits until the operator that runs now has looked at each of our resources. */
    public void untilLookedAtAll() {
        Looks looks = Objects.requireNonNull(running).looks();
        until(
                "looked at all",
                () -> Stream.of(AIMService.class, AIMModelCache.class, AIMRecipe.class)
                        .flatMap(kind -> all(kind).stream())
                        .allMatch(looks::has));
    }

    /** The controllers of the operator that runs now. */
    public Set<RegisteredController<?>> controllers() {
        return Objects.requireNonNull(running).controllers();
    }

    /** What the operator has written since. */
    public List<RequestLog.Entry> writesSince(long mark) {
        return sandbox.requests().writesSince(mark).stream()
                .filter(entry -> entry.userAgent().startsWith(RunningOperator.USER_AGENT))
                .toList();
    }

    /** All of a kind in the namespace of the tests. */
    public <T extends HasMetadata> List<T> all(Class<T> kind) {
        return client().resources(kind).inNamespace(namespace).list().getItems();
    }

    @Override
    public void close() {
        stopOperator();
        sandbox.close();
    }
}
