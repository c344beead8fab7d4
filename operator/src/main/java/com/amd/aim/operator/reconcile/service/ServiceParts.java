package com.amd.aim.operator.reconcile.service;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.plan.ServiceChoice;
import com.amd.aim.operator.plan.ServicePlan;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.operator.view.RecentWrites;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of the reconciler and how they hang together. What needs the framework's caches is made when these are. */
final class ServiceParts {
    private final OperatorConfig config;
    private final KubernetesClient client;
    private final Applier applier;
    private final Catalog catalog;
    private final InstantSource clock;
    private final GpuInventory inventory;
    private final ChoiceLedger ledger = new ChoiceLedger();
    private final Wakes wakes = new Wakes();
    private final RecentWrites<Deployment> written;
    private final Departures departures;
    private @Nullable ServiceSources sources;
    private @Nullable ServiceDecider decider;
    private @Nullable ServiceActor actor;

    ServiceParts(
            OperatorConfig config,
            KubernetesClient client,
            Applier applier,
            Catalog catalog,
            GpuInventory inventory,
            InstantSource clock) {
        this.config = config;
        this.client = client;
        this.applier = applier;
        this.catalog = catalog;
        this.inventory = inventory;
        this.clock = clock;
        this.written = new RecentWrites<>(clock);
        this.departures = new Departures(client);
    }

    List<EventSource<?, AIMService>> prepare(EventSourceContext<AIMService> context) {
        ServiceSources watched = new ServiceSources(config, catalog, wakes, context);
        sources = watched;
        decider = new ServiceDecider(catalog, config.image(), ledger, wakes, this::look, () -> earlier(watched));
        actor = new ServiceActor(
                applier,
                written,
                new RollOuts(
                        () -> watched.deployments.byIndex(ServiceSources.ROLLING_OUT, ServiceSources.ROLLING_OUT),
                        clock));
        return Stream.<EventSource<?, AIMService>>concat(
                        watched.all().stream(), Stream.of(new GpuSource(client, inventory, wakes)))
                .toList();
    }

    InformedView look() {
        return new InformedView(
                Objects.requireNonNull(sources), written, () -> inventory.snapshot(ledger.claims()), clock.instant());
    }

    ServiceDecider decider() {
        return Objects.requireNonNull(decider);
    }

    /** Whether the service goes and leaves behind what is its own. */
    boolean isLeaving(AIMService service) {
        ServiceId id = ServiceId.of(service);
        InformedView cluster = look();
        return departures.leavesBehind(
                service, Stream.concat(cluster.seenDeployment(id).stream(), cluster.frontend(id).stream()));
    }

    /**
     * Whether what is planned would outlive a service that goes: a cache belongs to nobody, so that one made for a service which was deleted
     * together with its cache would stay.
     */
    boolean comesTooLate(AIMService service, ServicePlan plan) {
        return plan.work().newCache().isPresent() && departures.isGoing(service);
    }

    ServiceActor actor() {
        return Objects.requireNonNull(actor);
    }

    void forget(ServiceId service) {
        wakes.forget(service);
        written.forget(service);
        ledger.note(service, Optional.empty());
    }

    /** What is written on the workloads there are: the claims of an operator that ran before this one. */
    private static List<GpuClaim> earlier(ServiceSources sources) {
        return sources.deployments
                .list(_ -> true)
                .flatMap(live -> claim(live, sources).stream())
                .toList();
    }

    private static Optional<GpuClaim> claim(Deployment live, ServiceSources sources) {
        Map<String, String> annotations = live.getMetadata().getAnnotations();
        ServiceId id = ServiceId.of(live);
        return Optional.ofNullable(annotations == null ? null : annotations.get(Names.ANNOTATION_CHOICE))
                .flatMap(ServiceChoice::parse)
                .flatMap(choice -> sources.service(id)
                        .map(service -> new GpuClaim(
                                id,
                                choice.names().hardware(),
                                choice.names().gpuCount(),
                                Objects.requireNonNullElse(service.getSpec().replicas(), 1))));
    }
}
