package com.amd.aim.operator.harness;

import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.plan.Backoff;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.reconcile.cache.CacheReconciler;
import com.amd.aim.operator.reconcile.cache.ProgressPoller;
import com.amd.aim.operator.reconcile.recipe.RecipeReconciler;
import com.amd.aim.operator.reconcile.service.ServiceReconciler;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
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
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A sandbox, our resources in it, and an operator that is started, stopped and killed by the test. */
public final class OperatorHarness implements AutoCloseable {
    /** An image that no operator had before: what renders is another operator then. */
    public static final String NEWER_IMAGE = "aim-engine/aim:newer";

    private static final String FIRST_NAMESPACE = "team-a";

    /** Of an operator under test every request carries it. */
    private static final String USER_AGENT = "operator-under-test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));
    private static final List<String> PLURALS = List.of("aimservices", "aimrecipes", "aimmodelcaches");

    private final Sandbox sandbox;
    private @Nullable Running running;
    private String namespace = FIRST_NAMESPACE;

    private record Running(Operator operator, KubernetesClient client, ProgressPoller progress) {}

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
        start(operatorClient(null), OperatorConfig.DEFAULT_IMAGE);
    }

    /** An operator whose own image is another one, and that so renders pods differently. */
    public void startNewerOperator() {
        start(operatorClient(null), NEWER_IMAGE);
    }

    /**
     * An operator that dies before its write of this number, counted from 0.
     *
     * @return tells whether it is dead
     */
    public BooleanSupplier startMortalOperator(int writes) {
        Crash crash = new Crash(writes);
        start(operatorClient(crash), OperatorConfig.DEFAULT_IMAGE);
        return crash::isDead;
    }

    private KubernetesClient operatorClient(@Nullable Crash crash) {
        return new KubernetesClientBuilder()
                .withConfig(operatorConfig())
                .withHttpClientBuilderConsumer(http -> {
                    if (crash != null) {
                        http.addOrReplaceInterceptor("crash", crash);
                    }
                })
                .build();
    }

    private Config operatorConfig() {
        return new ConfigBuilder(sandbox.clientConfig())
                .withUserAgent(USER_AGENT)
                // a request that fails is tried again by the reconcilers
                .withRequestRetryBackoffLimit(0)
                .build();
    }

    private void start(KubernetesClient client, String image) {
        InstantSource clock = InstantSource.system();
        OperatorConfig defaults = OperatorConfig.embedded();
        OperatorConfig config = new OperatorConfig(
                defaults.operatorNamespace(),
                defaults.watchedNamespaces(),
                image,
                sandbox.hub().endpoint(),
                defaults.clusterDomain(),
                defaults.workers(),
                defaults.httpPort(),
                defaults.leadership());
        Catalog catalog = Catalog.builtIn();
        Applier applier = new Applier(client);
        Recorder recorder = new Recorder(client, "test", clock);
        ProgressPoller progress = new ProgressPoller(clock);
        Operator operator =
                new Operator(overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
        operator.register(new RecipeReconciler(catalog, recorder, clock));
        operator.register(new CacheReconciler(
                config,
                client,
                applier,
                recorder,
                SharedStorage.builtIn(),
                new RetryRules(QUICK, QUICK),
                progress,
                clock));
        operator.register(new ServiceReconciler(config, client, applier, recorder, catalog, clock));
        operator.start();
        running = new Running(operator, client, progress);
    }

    public void stopOperator() {
        Running last = running;
        if (last != null) {
            last.operator().stop();
            last.progress().close();
            last.client().close();
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

    /** The pods of a service's servers. */
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

    /** Waits until a service's status is so. */
    public AIMService until(String name, Predicate<AIMServiceStatus> so) {
        return await(name)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> service(name),
                        service -> service != null && service.getStatus() != null && so.test(service.getStatus()));
    }

    public AIMService untilReady(String name) {
        return until(name, status -> is(status, "Ready", "True") && is(status, "Reconciling", "False"));
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

    /** What the operator has written since. */
    public List<RequestLog.Entry> writesSince(long mark) {
        return sandbox.requests().writesSince(mark).stream()
                .filter(entry -> entry.userAgent().startsWith(USER_AGENT))
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
