package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.operator.plan.CacheFacts;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.CachePlan;
import com.amd.aim.operator.plan.CachePlanner;
import com.amd.aim.operator.plan.CacheReport;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.render.CacheJobs;
import com.amd.aim.operator.render.JobSettings;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.status.StatusWriter;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Fills a cache once and keeps it: plan Job → claim → download Job → Ready.
 *
 * <p>Every event counts, since an annotation changes no generation, and since one that is being deleted must still be released when its
 * last user leaves. No finalizer of the framework's is used: ours is there only while a cache is used.
 */
@ControllerConfiguration(
        name = "aimmodelcache",
        fieldManager = Names.FIELD_MANAGER,
        generationAwareEventProcessing = false,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(comparableResourceVersions = false),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class CacheReconciler implements Reconciler<AIMModelCache> {
    private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CLAIM_LOOK = Duration.ofSeconds(15);
    private static final Duration REFUSED_LOOK = Duration.ofSeconds(30);

    private final CacheSources sources;
    private final CachePlanner planner;
    private final ProgressPoller progress;
    private final CacheObserver observer;
    private final CacheActor actor;
    private final InUse inUse;
    private final StatusWriter<AIMModelCache.Status, AIMModelCache> statuses;
    private final Recorder recorder;

    /**
     * Wires it.
     *
     * @param retry when failed attempts are made again
     * @param progress closed by whoever made it
     */
    public CacheReconciler(
            OperatorConfig config,
            KubernetesClient client,
            Applier applier,
            Recorder recorder,
            SharedStorage storage,
            RetryRules retry,
            ProgressPoller progress,
            InstantSource clock) {
        this.sources = new CacheSources(config);
        this.planner = new CachePlanner(retry);
        this.progress = progress;
        this.observer = new CacheObserver(
                storage,
                progress,
                new ClaimEvents(client, CLAIM_PATIENCE),
                new JobPods(client),
                config.hubEndpoint(),
                clock);
        this.actor =
                new CacheActor(client, applier, new CacheJobs(new JobSettings(config.image(), config.hubEndpoint())));
        this.inUse = new InUse(client);
        this.statuses = new StatusWriter<>(client, AIMModelCache::new);
        this.recorder = recorder;
    }

    @Override
    public List<EventSource<?, AIMModelCache>> prepareEventSources(EventSourceContext<AIMModelCache> context) {
        return sources.prepare(context);
    }

    @Override
    public UpdateControl<AIMModelCache> reconcile(AIMModelCache seen, Context<AIMModelCache> context) {
        if (context.isPrimaryResourceDeleted()) {
            return forget(seen);
        }
        AIMModelCache cache = statuses.latest(seen);
        CacheFacts facts = observer.observe(cache, context);
        inUse.keep(cache, !facts.users().isEmpty());
        if (facts.deleting() && facts.users().isEmpty()) {
            return forget(cache);
        }
        CachePlan decided = planner.plan(facts);
        // what is being deleted is only watched: what would be made for it now would go with it
        CachePlan plan = facts.deleting() ? decided : actor.act(facts, decided);
        CacheFacts after = facts.deleting() ? facts : grown(facts, plan, context);
        follow(cache, plan);
        report(after, plan);
        return lookAgain(after, plan);
    }

    private UpdateControl<AIMModelCache> forget(AIMModelCache cache) {
        progress.leave(ResourceID.fromResource(cache));
        statuses.forget(cache);
        return UpdateControl.noUpdate();
    }

    private CacheFacts grown(CacheFacts facts, CachePlan plan, Context<AIMModelCache> context) {
        return CachePlanner.growth(facts)
                .flatMap(wish -> plan.known()
                        .flatMap(pinned -> CacheObserver.claim(facts.cache(), context)
                                .flatMap(live -> actor.grow(facts.cache(), live, pinned, wish))))
                .map(facts::withClaimTrouble)
                .orElse(facts);
    }

    private void follow(AIMModelCache cache, CachePlan plan) {
        ResourceID id = ResourceID.fromResource(cache);
        Optional<String> podIp = plan instanceof CachePlan.AwaitDownload await
                ? Optional.of(await.job()).flatMap(CacheJob.State.Running::podIp)
                : Optional.empty();
        podIp.ifPresentOrElse(
                address -> progress.follow(id, ProgressPoller.address(address), sources::wake),
                () -> progress.leave(id));
    }

    private void report(CacheFacts facts, CachePlan plan) {
        AIMModelCache cache = facts.cache();
        List<ConditionState> conditions = CacheConditions.of(facts, plan);
        ConditionState ready = conditions.getLast();
        boolean news = Optional.ofNullable(cache.getStatus())
                .flatMap(status -> Conditions.find(status.conditions(), CacheConditions.READY))
                .filter(before -> before.getReason().equals(ready.reason().name()))
                .isEmpty();
        statuses.write(cache, CacheReport.status(facts, plan, conditions));
        if (news) {
            recorder.record(cache, ready.reason(), ready.message());
        }
    }

    private static UpdateControl<AIMModelCache> lookAgain(CacheFacts facts, CachePlan plan) {
        Optional<Duration> wait = switch (plan) {
            case CachePlan.PlanFailed failed -> failed.next().map(at -> Duration.between(facts.now(), at));
            case CachePlan.DownloadFailed failed -> failed.next().map(at -> Duration.between(facts.now(), at));
            case CachePlan.Refused _ -> Optional.of(REFUSED_LOOK);
            case CachePlan.AwaitClaim _ -> Optional.of(REFUSED_LOOK);
            case CachePlan.AwaitDownload _ when waitsForClaim(facts) -> Optional.of(CLAIM_LOOK);
            default -> Optional.empty();
        };
        UpdateControl<AIMModelCache> control = UpdateControl.noUpdate();
        return wait.map(duration -> control.rescheduleAfter(Math.max(1, duration.toMillis() + 1)))
                .orElse(control);
    }

    private static boolean waitsForClaim(CacheFacts facts) {
        return facts.claim()
                .filter(claim -> claim.phase() == com.amd.aim.operator.plan.Claim.Phase.PENDING)
                .isPresent();
    }
}
