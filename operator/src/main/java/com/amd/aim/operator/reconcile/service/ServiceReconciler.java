package com.amd.aim.operator.reconcile.service;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.plan.ServiceNews;
import com.amd.aim.operator.plan.ServicePlan;
import com.amd.aim.operator.plan.ServiceReport;
import com.amd.aim.operator.plan.Workload;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.status.StatusWriter;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a model: chooses a recipe, sees to the weights, runs the servers, and tells. */
@ControllerConfiguration(
        name = "aimservice",
        fieldManager = Names.FIELD_MANAGER,
        triggerReconcilerOnAllEvents = true,
        informer = @Informer(comparableResourceVersions = false),
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 10, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public final class ServiceReconciler implements Reconciler<AIMService> {
    private static final Logger log = LoggerFactory.getLogger(ServiceReconciler.class);

    /** What was refused for a lack of something may not lack it later, and nothing tells when. */
    private static final Duration REFUSED_LOOK = Duration.ofMinutes(1);

    private final ServiceParts parts;
    private final StatusWriter<AIMServiceStatus, AIMService> statuses;
    private final Recorder recorder;
    private final InstantSource clock;

    public ServiceReconciler(
            OperatorConfig config,
            KubernetesClient client,
            Applier applier,
            Recorder recorder,
            Catalog catalog,
            GpuInventory inventory,
            InstantSource clock) {
        this.parts = new ServiceParts(config, client, applier, catalog, inventory, clock);
        this.statuses = new StatusWriter<>(client, AIMService::new);
        this.recorder = recorder;
        this.clock = clock;
    }

    @Override
    public List<EventSource<?, AIMService>> prepareEventSources(EventSourceContext<AIMService> context) {
        return parts.prepare(context);
    }

    @Override
    public UpdateControl<AIMService> reconcile(AIMService seen, Context<AIMService> context) {
        if (context.isPrimaryResourceDeleted() || seen.isMarkedForDeletion() || parts.isLeaving(seen)) {
            return leave(seen);
        }
        AIMService service = statuses.latest(seen);
        ServicePlan plan = parts.decider().decide(service);
        if (parts.comesTooLate(service, plan)) {
            return leave(seen);
        }
        Optional<Finding> trouble = parts.actor().act(ServiceId.of(service), plan.work(), parts.look());
        report(service, plan, trouble);
        return lookAgain(plan, trouble);
    }

    /** What belonged to it goes by its owner reference; its cache belongs to nobody. */
    private UpdateControl<AIMService> leave(AIMService gone) {
        parts.forget(ServiceId.of(gone));
        statuses.forget(gone);
        return UpdateControl.noUpdate();
    }

    private void report(AIMService service, ServicePlan plan, Optional<Finding> trouble) {
        AIMServiceStatus before = service.getStatus();
        AIMServiceStatus after = ServiceReport.of(service, plan, trouble, clock.instant());
        if (!statuses.write(service, after)) {
            return;
        }
        ServiceNews.between(before, after).forEach(news -> recorder.record(service, news));
        if (before == null || before.phase() != after.phase()) {
            log.atInfo()
                    .addKeyValue("namespace", service.getMetadata().getNamespace())
                    .addKeyValue("service", service.getMetadata().getName())
                    .addKeyValue("phase", after.phase())
                    .log("phase");
        }
    }

    private static UpdateControl<AIMService> lookAgain(ServicePlan plan, Optional<Finding> trouble) {
        UpdateControl<AIMService> control = UpdateControl.noUpdate();
        if (trouble.filter(finding -> finding.reason() != Reason.FieldConflict).isPresent()) {
            return control.rescheduleAfter(REFUSED_LOOK);
        }
        boolean waitsForTurn = plan.work().workload() instanceof Workload.HeldBack held && held.automatic();
        return (waitsForTurn ? Optional.of(RollOuts.PATIENCE) : plan.work().lookAgain())
                .map(control::rescheduleAfter)
                .orElse(control);
    }
}
