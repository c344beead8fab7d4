package com.amd.aim.operator.reconcile.cache;

import static org.awaitility.Awaitility.await;

import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.ReconcileThreads;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.harness.AimContainers;
import com.amd.aim.operator.harness.Edits;
import com.amd.aim.operator.plan.Backoff;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.sandbox.Sandbox;
import com.amd.aim.sandbox.api.RequestLog;
import com.amd.aim.sandbox.hub.TinyHub;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sandbox with the cache controller in it, each test in a namespace of its own. */
final class CacheWorld implements AutoCloseable {
    static final String MODEL = "tiny/model";
    static final RetryRules QUICK = new RetryRules(
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
            new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int THREADS = 10;
    private static final Duration LAST_WORK = Duration.ofSeconds(10);
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    private final Sandbox sandbox;
    private final RetryRules retry;
    private @Nullable RunningOperator operator;
    private String namespace = "none";

    private record RunningOperator(
            ReconcileThreads threads,
            Operator operator,
            KubernetesClient client,
            Recorder recorder,
            ProgressPoller progress) {}

    private CacheWorld(RetryRules retry) throws IOException {
        this.retry = retry;
        sandbox = Sandbox.builder()
                .nodes("1xMI300X:8")
                .containers(new AimContainers())
                .backoff(Duration.ofMillis(50))
                .start();
        sandbox.hub().add(MODEL);
        for (String plural : List.of("aimservices", "aimrecipes", "aimmodelcaches")) {
            try (InputStream crd =
                    Objects.requireNonNull(CacheWorld.class.getResourceAsStream("/crds/" + plural + ".yaml"))) {
                client().load(crd).serverSideApply();
            }
        }
    }

    static CacheWorld start(RetryRules retry) {
        try {
            return new CacheWorld(retry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing of the test before is left: a namespace of its own, a hub without faults, a fresh operator. */
    CacheWorld fresh() {
        stopOperator();
        hub().faults().clear();
        namespace = "test-" + NAMESPACES.incrementAndGet();
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        startOperator();
        return this;
    }

    KubernetesClient client() {
        return sandbox.client();
    }

    TinyHub hub() {
        return sandbox.hub();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String namespace() {
        return namespace;
    }

    void startOperator() {
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(sandbox.clientConfig()).build();
        startOperator(client);
    }

    void startOperator(KubernetesClient client) {
        InstantSource clock = InstantSource.system();
        Recorder recorder = new Recorder(client, "test", clock);
        ProgressPoller progress = new ProgressPoller(clock, Duration.ofMillis(50));
        ReconcileThreads threads = new ReconcileThreads(THREADS, LAST_WORK);
        Operator started = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(threads.executor()));
        started.register(
                new CacheReconciler(
                        OperatorConfig.embedded().withHubEndpoint(hub().endpoint()),
                        client,
                        new Applier(client),
                        recorder,
                        SharedStorage.builtIn(),
                        retry,
                        progress,
                        clock),
                overrider -> overrider.settingNamespace(namespace));
        started.start();
        operator = new RunningOperator(threads, started, client, recorder, progress);
    }

    void stopOperator() {
        RunningOperator running = operator;
        if (running != null) {
            // before the informers forget: a look that went on would write down that nothing is there
            running.threads().close();
            running.operator().stop();
            running.recorder().close();
            running.progress().close();
            running.client().close();
            operator = null;
        }
    }

    AIMModelCache create(String name) {
        return create(name, "spec: {source: {uri: \"hf://" + MODEL + "\"}}");
    }

    AIMModelCache create(String name, String spec) {
        return client().resource(Serialization.unmarshal("""
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMModelCache
                        metadata: {name: %s, namespace: %s}
                        %s
                        """.formatted(name, namespace, spec), AIMModelCache.class))
                .create();
    }

    /** Changes it as a user does, again where the operator was faster. */
    void edit(String name, Consumer<AIMModelCache> change) {
        Edits.edit(
                client().resources(AIMModelCache.class).inNamespace(namespace).withName(name), cache -> {
                    change.accept(cache);
                    return cache;
                });
    }

    /** Has failed attempts made again. */
    void retry(String name, String value) {
        edit(name, cache -> cache.getMetadata().getAnnotations().put(Names.ANNOTATION_RETRY, value));
    }

    @Nullable AIMModelCache cache(String name) {
        return client().resources(AIMModelCache.class)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** Waits until the cache has been looked at and is so. */
    AIMModelCache until(String name, Predicate<AIMModelCache> so) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> cache(name),
                        cache -> cache != null
                                && cache.getStatus() != null
                                && cache.getStatus().phase() != null
                                && so.test(cache));
    }

    AIMModelCache untilReady(String name) {
        return until(
                name,
                cache -> is(cache, CacheConditions.READY, "True")
                        && cache.getMetadata()
                                .getGeneration()
                                .equals(cache.getStatus().observedGeneration()));
    }

    AIMModelCache untilReason(String name, String type, String reason) {
        return until(
                name,
                cache -> Conditions.find(cache.getStatus().conditions(), type)
                        .filter(condition -> condition.getReason().equals(reason))
                        .isPresent());
    }

    void untilGone(String name) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> cache(name) == null);
    }

    static void until(java.util.concurrent.Callable<Boolean> so) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(so);
    }

    static boolean is(AIMModelCache cache, String type, String status) {
        return Conditions.find(cache.getStatus().conditions(), type)
                .filter(condition -> condition.getStatus().equals(status))
                .isPresent();
    }

    static Condition condition(AIMModelCache cache, String type) {
        return Conditions.find(cache.getStatus().conditions(), type).orElseThrow();
    }

    List<Job> jobs(String cache, String step) {
        return client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .withLabel(Names.LABEL_CACHE, cache)
                .withLabel(Names.LABEL_STEP, step)
                .list()
                .getItems()
                .stream()
                .sorted(Comparator.comparing(
                        job -> job.getMetadata().getLabels().get(Names.LABEL_ATTEMPT)))
                .toList();
    }

    /** Each Job as {@code download 2}. */
    List<String> attempts(String cache) {
        return Stream.of("plan", "download")
                .flatMap(step -> jobs(cache, step).stream()
                        .map(job -> step + " " + job.getMetadata().getLabels().get(Names.LABEL_ATTEMPT)))
                .toList();
    }

    @Nullable PersistentVolumeClaim claim(String name) {
        return client().persistentVolumeClaims()
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    /** A service that says it uses a cache, as the service controller has it. */
    void use(String service, String cache) {
        AIMService user = new AIMService();
        user.getMetadata().setName(service);
        user.getMetadata().setNamespace(namespace);
        if (client().resource(user).get() == null) {
            user.setSpec(spec());
            client().resource(user).create();
        }
        client().resource(user).editStatus(found -> {
            found.setStatus(new AIMServiceStatus(
                    null,
                    null,
                    null,
                    new AIMServiceStatus.CacheUse(cache, null, null, null),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
            return found;
        });
    }

    void deleteService(String service) {
        client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(service)
                .delete();
    }

    private static AIMServiceSpec spec() {
        return new AIMServiceSpec(
                MODEL, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
    }

    /** All writes in the test's namespace; the sandbox's own parts write there too. */
    List<RequestLog.Entry> writesSince(long mark) {
        return sandbox.requests().writesSince(mark).stream()
                .filter(entry -> namespace.equals(entry.namespace()))
                .toList();
    }

    @Override
    public void close() {
        stopOperator();
        sandbox.close();
    }
}
