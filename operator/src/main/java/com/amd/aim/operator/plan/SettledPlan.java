package com.amd.aim.operator.plan;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.config.ConfigGenerator;
import com.amd.aim.engine.config.Generation;
import com.amd.aim.engine.config.Overrides;
import com.amd.aim.engine.config.ServingConfig;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.selection.Chosen;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.plan.WorkloadPlanner.WrittenChoice;
import com.amd.aim.operator.render.ServerFrontend;
import com.amd.aim.operator.render.ServerShape;
import com.amd.aim.operator.render.ServerTemplate;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plan for a service whose recipe is chosen: its weights, then its servers. */
final class SettledPlan {
    private final Catalog catalog;
    private final String aimImage;
    private final AIMService service;
    private final ClusterView cluster;
    private final ServerState servers;
    private final Choosing.Settled settled;
    private final WeightsLink link;
    private final ServiceChoice choice;
    private final ServiceStanding selected;

    SettledPlan(
            Catalog catalog,
            String aimImage,
            AIMService service,
            ClusterView cluster,
            ServerState servers,
            Choosing.Settled settled) {
        this.catalog = catalog;
        this.aimImage = aimImage;
        this.service = service;
        this.cluster = cluster;
        this.servers = servers;
        this.settled = settled;
        Chosen chosen = settled.chosen();
        String inUse = settled.before().map(ServiceChoice::cache).orElse(null);
        this.link = WeightsLink.find(service, wanted(service.getSpec(), chosen), inUse, cluster);
        boolean hit = settled.before()
                .filter(before -> before.cache().equals(link.name()))
                .map(ServiceChoice::hit)
                .orElseGet(() -> ready(link).isPresent());
        this.choice = new ServiceChoice(chosen.choice(), chosen.recipe().origin(), link.name(), hit);
        this.selected = ServiceStanding.of(
                        new ServiceOutcome.Stopped(),
                        Optional.of(SelectionReport.of(settled, weights(source()), service.getStatus())))
                .with(link, hit);
    }

    ServicePlan plan() {
        Generation generation = ConfigGenerator.generate(settled.chosen(), overrides(), catalog);
        return switch (generation) {
            case Generation.Refused(List<String> problems) ->
                blocked(new ServiceOutcome.InvalidSpec(
                        new Finding(Reason.ArgumentsInvalid, String.join(" ", problems))));
            case ServingConfig config -> withConfig(config);
        };
    }

    private ServicePlan withConfig(ServingConfig config) {
        ServicePlan plan = shaped(config);
        return new ServicePlan(plan.servers(), plan.standing().unchecked(config.unchecked()), plan.work());
    }

    private ServicePlan shaped(ServingConfig config) {
        ServerShape shape = new ServerShape(
                service,
                settled.chosen().gpu(),
                settled.chosen().resource(),
                config,
                link.name(),
                isSingleNode(),
                source().uri() + "@" + source().revision(),
                ready(link).map(CacheView::revision).orElse(null),
                aimImage);
        return switch (ServerTemplate.of(shape)) {
            case ServerTemplate.Refused(String message) ->
                blocked(new ServiceOutcome.InvalidSpec(new Finding(Reason.PodTemplateInvalid, message)));
            case ServerTemplate.Rendered rendered -> withTemplate(shape, rendered);
        };
    }

    private ServicePlan withTemplate(ServerShape shape, ServerTemplate.Rendered rendered) {
        WrittenChoice written = new WrittenChoice(
                choice.json(), settled.key(), ChoiceKey.shaping(service.getSpec(), settled.key(), choice));
        WorkloadPlanner workloads = new WorkloadPlanner(service, servers);
        return switch (link) {
            case WeightsLink.NotFound(String name) ->
                blocked(refused(
                        Reason.CacheNotFound,
                        "spec.cache.name: there is no AIMModelCache '" + name + "' in namespace "
                                + service.getMetadata().getNamespace()
                                + "; create it, or leave spec.cache.name out to have one made."));
            case WeightsLink.OtherSource(CacheView cache, CacheIdentity identity) ->
                blocked(refused(
                        Reason.CacheHoldsOtherSource,
                        "spec.cache.name: AIMModelCache '" + cache.name() + "' holds " + shown(cache.identity())
                                + ", but this service needs " + shown(identity)
                                + "; name another cache, or leave spec.cache.name out."));
            case WeightsLink.Missing _ -> waiting(shape, rendered, written, workloads);
            case WeightsLink.Found(CacheView cache) ->
                cache.ready() && shape.revision() != null
                        ? running(shape, rendered, written, workloads)
                        : workloads.means(written) && servers.isStarted()
                                ? undisturbed(workloads)
                                : waiting(shape, rendered, written, workloads);
        };
    }

    /** The servers that the spec means run already: what happens to the cache meanwhile is told, and changes nothing of them. */
    private ServicePlan undisturbed(WorkloadPlanner workloads) {
        return plan(running(servers.template().orElse("")), workloads.kept());
    }

    private ServicePlan running(
            ServerShape shape, ServerTemplate.Rendered rendered, WrittenChoice written, WorkloadPlanner workloads) {
        Workload workload = workloads.running(shape, rendered, written, this::hasSpare);
        if (workload instanceof Workload.HeldBack held) {
            ServicePlan plan = plan(running(servers.template().orElse("")), held);
            return new ServicePlan(servers, plan.standing().with(heldBack(held)), plan.work());
        }
        return plan(running(rendered.hash()), workload);
    }

    private ServicePlan waiting(
            ServerShape shape, ServerTemplate.Rendered rendered, WrittenChoice written, WorkloadPlanner workloads) {
        return plan(WeightsFindings.outcome(link), workloads.waiting(shape, rendered, written));
    }

    /** What runs goes on, and nothing new is begun. */
    private ServicePlan blocked(ServiceOutcome outcome) {
        return plan(outcome, new WorkloadPlanner(service, servers).kept());
    }

    private ServicePlan plan(ServiceOutcome outcome, Workload workload) {
        boolean blocked = outcome instanceof ServiceOutcome.InvalidSpec;
        // a cache that is not made is not used either
        boolean needless = blocked && link instanceof WeightsLink.Missing;
        ServiceStanding standing = new ServiceStanding(
                outcome,
                selected.selection(),
                needless ? Optional.empty() : selected.cache(),
                selected.cacheHit(),
                Optional.empty(),
                Optional.empty());
        return new ServicePlan(
                servers,
                standing,
                new ServiceWork(
                        workload,
                        workload instanceof Workload.Unchanged
                                ? Optional.empty()
                                : Optional.of(ServerFrontend.of(service)),
                        link instanceof WeightsLink.Missing missing && !blocked
                                ? Optional.of(missing.wanted())
                                : Optional.empty(),
                        Optional.of(claim()),
                        patience()));
    }

    private ServiceOutcome running(String template) {
        return ServiceDefaults.replicas(service) == 0
                ? new ServiceOutcome.Stopped()
                : new ServiceOutcome.Running(template);
    }

    private GpuClaim claim() {
        Chosen chosen = settled.chosen();
        return new GpuClaim(
                ServiceId.of(service), chosen.gpu().name(), chosen.gpuCount(), ServiceDefaults.replicas(service));
    }

    private Optional<Duration> patience() {
        Optional<Instant> since = servers.unschedulableSince();
        return since.map(begin -> Duration.between(cluster.now(), begin.plus(ServerState.UNSCHEDULABLE_PATIENCE)))
                // past it, the choice was looked at again and kept: look again after as long a time
                .map(left -> left.isPositive() ? left : ServerState.UNSCHEDULABLE_PATIENCE);
    }

    private boolean hasSpare() {
        Chosen chosen = settled.chosen();
        return new ServiceInventory(catalog.gpus())
                .hasSpare(
                        ServiceId.of(service),
                        ServiceNodes.of(service.getSpec()),
                        cluster.gpus(),
                        chosen.gpu().name(),
                        chosen.gpuCount(),
                        isSingleNode());
    }

    private boolean isSingleNode() {
        return link instanceof WeightsLink.Found(CacheView cache) && cache.singleNode();
    }

    private Overrides overrides() {
        AIMServiceSpec spec = service.getSpec();
        CacheIdentity own = CacheIdentity.of(settled.chosen().source(), null, null, null, null);
        boolean same = own.uri().equals(source().uri()) && own.revision().equals(source().revision());
        return new Overrides(
                new Arguments(Optional.ofNullable(spec.args()).orElse(Map.of())),
                Optional.ofNullable(spec.removeArgs()).orElse(List.of()),
                spec.image(),
                null,
                same ? null : weights(source()));
    }

    /** What the engine is told to load: the default revision needs no word, since the cache knows it. */
    private static String weights(CacheIdentity source) {
        return CacheIdentity.DEFAULT_REVISION.equals(source.revision())
                ? source.uri()
                : source.uri() + "@" + source.revision();
    }

    /** What the cache holds, or is to hold. */
    private CacheIdentity source() {
        return link instanceof WeightsLink.Found(CacheView cache)
                ? cache.identity()
                : wanted(service.getSpec(), settled.chosen());
    }

    private static CacheIdentity wanted(AIMServiceSpec spec, Chosen chosen) {
        AIMServiceSpec.@Nullable ModelSource source = spec.source();
        List<String> unneeded = chosen.model().map(Model::skipFiles).orElse(List.of());
        return source == null
                ? CacheIdentity.of(chosen.source(), null, null, null, unneeded)
                : CacheIdentity.of(
                        source.uri() == null ? chosen.source() : source.uri(),
                        source.endpoint(),
                        source.revision(),
                        null,
                        unneeded);
    }

    private static Optional<CacheView> ready(WeightsLink link) {
        return link instanceof WeightsLink.Found(CacheView cache) && cache.ready()
                ? Optional.of(cache)
                : Optional.empty();
    }

    private static String shown(CacheIdentity identity) {
        return identity.uri() + " at " + identity.revision();
    }

    private static ServiceOutcome refused(Reason reason, String message) {
        return new ServiceOutcome.CacheRefused(new Finding(reason, message));
    }

    private static Finding heldBack(Workload.HeldBack held) {
        return new Finding(
                Reason.UpdateAvailable,
                held.automatic()
                        ? "This operator renders the servers differently; they are replaced when no other service is being updated."
                        : "This operator renders the servers differently; they stay as they are until the spec changes, or spec.updatePolicy is Automatic.");
    }
}
