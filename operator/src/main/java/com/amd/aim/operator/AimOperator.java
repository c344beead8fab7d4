package com.amd.aim.operator;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig.Leadership;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.http.ApiServerProbe;
import com.amd.aim.operator.http.Connections;
import com.amd.aim.operator.http.Metering;
import com.amd.aim.operator.http.OperatorServer;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.reconcile.cache.CacheReconciler;
import com.amd.aim.operator.reconcile.cache.ProgressPoller;
import com.amd.aim.operator.reconcile.recipe.RecipeReconciler;
import com.amd.aim.operator.reconcile.service.ServiceReconciler;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.SlimStores;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator as a whole: three controllers, their health, and the lease by which one of several replicas acts. Everything is wired here
 * and nowhere else; what is started first is closed last.
 */
public final class AimOperator implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AimOperator.class);
    private static final int CONTROLLERS = 3;

    /** What is being looked at when it stops is brought to its end: a third of the time that a pod is given to end. */
    private static final Duration LAST_WORK = Duration.ofSeconds(10);

    private final OperatorConfig config;
    private final KubernetesClient client;
    private final LeaseFence fence;
    private final OperatorServer server;
    private final ReconcileThreads threads;
    private final Operator controllers;
    private final Recorder recorder;
    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile @Nullable Leader leader;
    private boolean closed;

    private AimOperator(OperatorConfig config, KubernetesClient client, LeaseFence fence, InstantSource clock)
            throws IOException {
        this.config = config;
        this.client = closedLast(client);
        this.fence = fence;
        Metering metering = closedLast(new Metering());
        server = closedLast(OperatorServer.start(
                config.httpPort(), () -> !end.isDone(), new ApiServerProbe(client, clock), metering::page));
        threads = new ReconcileThreads(CONTROLLERS * config.workers(), LAST_WORK);
        controllers = new Operator(settings -> settings.withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withExecutorService(threads.executor())
                // by default the process would be ended on the spot, lease and all
                .withInformerStoppedHandler((_, problem) -> informerStopped(problem))
                .withMetrics(metering.ofReconciles()));
        recorder = new Recorder(client, instance(), clock);
        register(clock);
    }

    /**
     * Starts it, and returns when it acts or stands by.
     *
     * @param cluster how to reach the API server
     * @throws IOException with a sentence when its port cannot be had
     * @throws InterruptedException when it was told to end before it began; nothing of it is left then
     */
    public static AimOperator start(OperatorConfig config, Config cluster) throws IOException, InterruptedException {
        return start(config, cluster, InstantSource.system());
    }

    /**
     * On a thread that nobody interrupts: the framework takes an informer whose start was interrupted for one that has seen all, and what
     * nobody has seen yet would be made anew.
     */
    static AimOperator start(OperatorConfig config, Config cluster, InstantSource clock)
            throws IOException, InterruptedException {
        FutureTask<AimOperator> start = new FutureTask<>(() -> begin(config, cluster, clock));
        Thread.ofPlatform().name("start").start(start);
        try {
            return result(start);
        } catch (InterruptedException e) {
            result(start).close();
            throw e;
        }
    }

    private static AimOperator result(FutureTask<AimOperator> start) throws IOException, InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static AimOperator begin(OperatorConfig config, Config cluster, InstantSource clock) throws IOException {
        LeaseFence fence = new LeaseFence(Leader.RENEW_DEADLINE, System::nanoTime);
        KubernetesClient client = Connections.to(
                new ConfigBuilder(cluster).withUserAgent(Names.FIELD_MANAGER).build(),
                http -> config.leadership().ifPresent(_ -> http.addOrReplaceInterceptor("lease", fence)));
        AimOperator operator;
        try {
            operator = new AimOperator(config, client, fence, clock);
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
        try {
            config.leadership().ifPresentOrElse(operator::standForElection, operator::act);
            return operator;
        } catch (RuntimeException e) {
            operator.close();
            throw e;
        }
    }

    /** Where health and metrics are served. */
    public int httpPort() {
        return server.port();
    }

    /**
     * Waits until it cannot go on: the lease was lost, or the controllers could not be started.
     *
     * @throws IllegalStateException always, with a sentence, unless the thread is interrupted first
     */
    public void awaitEnd() throws InterruptedException {
        try {
            end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the operator ended by itself: " + e.getMessage(), e);
        }
    }

    /** One that is just beginning to act is waited for: it would not be closed else. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                log.atWarn().setCause(e).log("not closed in good order");
            }
        }
    }

    private void register(InstantSource clock) {
        Applier applier = new Applier(client);
        Catalog catalog = Catalog.builtIn();
        ProgressPoller progress = closedLast(new ProgressPoller(clock));
        GpuInventory inventory = new GpuInventory();
        register(new RecipeReconciler(config, catalog, recorder, inventory, clock), true);
        register(
                new CacheReconciler(
                        config,
                        client,
                        applier,
                        recorder,
                        SharedStorage.builtIn(),
                        RetryRules.STANDARD,
                        progress,
                        clock),
                false);
        register(new ServiceReconciler(config, client, applier, recorder, catalog, inventory, clock), false);
    }

    /** Recipes of the operator's own namespace serve all others, so they are looked at in any case. */
    private <P extends HasMetadata> void register(Reconciler<P> reconciler, boolean alsoOwnNamespace) {
        controllers.register(reconciler, settings -> {
            if (!alsoOwnNamespace) {
                settings.withItemStore(new SlimStores(config).of(SlimStores::withoutManagedFields));
            }
            Set<String> namespaces = new HashSet<>(config.watchedNamespaces());
            if (namespaces.isEmpty()) {
                settings.watchingAllNamespaces();
                return;
            }
            if (alsoOwnNamespace) {
                namespaces.add(config.operatorNamespace());
            }
            settings.settingNamespaces(namespaces);
        });
    }

    private synchronized void act() {
        if (closed) {
            return;
        }
        // the last events need the lease as all writes do, so they come before that is given back
        closing.push(recorder);
        closing.push(controllers::stop);
        closing.push(threads);
        controllers.start();
        log.atInfo()
                .addKeyValue("namespaces", config.watchedNamespaces())
                .addKeyValue("port", httpPort())
                .log("acting");
    }

    private void standForElection(Leadership leadership) {
        // before the controllers, so that the lease is given back when nothing of ours writes any more
        closing.push(this::giveLeaseBack);
        leader = new Leader(
                client,
                config.operatorNamespace(),
                leadership.identity(),
                fence,
                // the elector's own thread has the lease to renew
                () -> Thread.ofPlatform().name("controllers").start(this::actOrEnd),
                () -> end.completeExceptionally(new IllegalStateException(
                        "the lease was lost, so another replica may act; this one has to end")));
    }

    private void giveLeaseBack() {
        Leader elected = leader;
        if (elected != null) {
            elected.close();
        }
    }

    private void informerStopped(@Nullable Throwable problem) {
        if (problem != null) {
            end.completeExceptionally(new IllegalStateException("watching the cluster failed", problem));
        }
    }

    private void actOrEnd() {
        try {
            act();
        } catch (RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    private String instance() {
        return config.leadership().map(Leadership::identity).orElse("aim-engine");
    }

    private <C extends AutoCloseable> C closedLast(C part) {
        closing.push(part);
        return part;
    }
}
