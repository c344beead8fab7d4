package com.amd.aim.operator.harness;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.ReconcileThreads;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.http.Connections;
import com.amd.aim.operator.plan.Backoff;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.reconcile.cache.CacheReconciler;
import com.amd.aim.operator.reconcile.cache.ProgressPoller;
import com.amd.aim.operator.reconcile.recipe.RecipeReconciler;
import com.amd.aim.operator.reconcile.service.ServiceReconciler;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The three reconcilers at work in a sandbox, with less patience than the real operator has, until they are stopped. */
final class RunningOperator implements AutoCloseable {
    /** Every request of an operator under test carries it. */
    static final String USER_AGENT = "operator-under-test";

    private static final int THREADS = 10;
    private static final Duration LAST_WORK = Duration.ofSeconds(10);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(50), Duration.ofMillis(200));

    private final KubernetesClient client;
    private final Recorder recorder;
    private final ProgressPoller progress;
    private final ReconcileThreads threads;
    private final Operator operator;
    private final Looks looks = new Looks();
    private final LateNews lateNews = new LateNews();

    /**
     * Starts it.
     *
     * @param image its own
     * @param crash what kills it; null: nothing
     */
    RunningOperator(Sandbox sandbox, String image, @Nullable Crash crash) {
        InstantSource clock = InstantSource.system();
        client = client(sandbox, lateNews, crash);
        recorder = new Recorder(client, "test", clock);
        progress = new ProgressPoller(clock);
        threads = new ReconcileThreads(THREADS, LAST_WORK);
        operator = new Operator(overrider -> overrider
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(threads.executor())
                .withMetrics(looks));
        register(config(image, sandbox.hub().endpoint()), clock);
        operator.start();
    }

    /** Which resources it has looked at. */
    Looks looks() {
        return looks;
    }

    /** What it hears late. */
    LateNews lateNews() {
        return lateNews;
    }

    Set<RegisteredController<?>> controllers() {
        return operator.getRegisteredControllers().stream()
                .map(controller -> (RegisteredController<?>) controller)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        threads.close();
        operator.stop();
        recorder.close();
        progress.close();
        client.close();
    }

    private void register(OperatorConfig config, InstantSource clock) {
        Catalog catalog = Catalog.builtIn();
        Applier applier = new Applier(client);
        GpuInventory inventory = new GpuInventory();
        operator.register(new RecipeReconciler(config, catalog, recorder, inventory, clock));
        operator.register(new CacheReconciler(
                config,
                client,
                applier,
                recorder,
                SharedStorage.builtIn(),
                new RetryRules(QUICK, QUICK),
                progress,
                clock));
        operator.register(new ServiceReconciler(config, client, applier, recorder, catalog, inventory, clock));
    }

    private static KubernetesClient client(Sandbox sandbox, LateNews lateNews, @Nullable Crash crash) {
        Config config = new ConfigBuilder(sandbox.clientConfig())
                .withUserAgent(USER_AGENT)
                // a request that fails is tried again by the reconcilers
                .withRequestRetryBackoffLimit(0)
                .build();
        return Connections.to(config, http -> {
            http.addOrReplaceInterceptor("late news", lateNews);
            if (crash != null) {
                http.addOrReplaceInterceptor("crash", crash);
            }
        });
    }

    private static OperatorConfig config(String image, URI hub) {
        OperatorConfig defaults = OperatorConfig.embedded();
        return new OperatorConfig(
                defaults.operatorNamespace(),
                defaults.watchedNamespaces(),
                image,
                hub,
                defaults.clusterDomain(),
                defaults.workers(),
                defaults.httpPort(),
                defaults.leadership());
    }
}
