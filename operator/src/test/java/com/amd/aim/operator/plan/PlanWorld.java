package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.kube.fields.Applied;
import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.fields.Manager;
import com.amd.aim.kube.fields.ServerSideApply;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.render.Trees;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.GpuPod;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.NodeView;
import com.amd.aim.operator.view.PodReader;
import com.amd.aim.operator.view.PodView;
import com.amd.aim.operator.view.ServiceId;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cluster of values: what a plan says is stored as the API server would store it, and seen by the next plan. */
final class PlanWorld implements ClusterView {
    static final String AIM_IMAGE = "aim-engine/aim:test";
    static final Catalog CATALOG = Catalog.builtIn();
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    Instant now = Instant.parse("2026-01-01T12:00:00Z");
    Catalog catalog = CATALOG;
    boolean nodesForbidden;
    boolean podsForbidden;
    final List<Node> nodes = new ArrayList<>();
    final List<Pod> pods = new ArrayList<>();
    final List<AIMModelCache> caches = new ArrayList<>();
    final List<AIMRecipe> recipes = new ArrayList<>();
    final List<Deployment> deployments = new ArrayList<>();
    final List<Service> frontends = new ArrayList<>();
    final List<GpuClaim> claims = new ArrayList<>();

    /** Decides about the service, stores what comes of it, and leaves the status in the service. */
    ServicePlan step(AIMService service) {
        ServicePlan plan = plan(service);
        switch (plan.work().workload()) {
            case Workload.Applied(Deployment wanted) -> store(deployments, Deployment.class, wanted);
            case Workload.HeldBack held -> store(deployments, Deployment.class, held.kept());
            case Workload.Unchanged _ -> {}
        }
        plan.work().frontend().ifPresent(frontend -> store(frontends, Service.class, frontend));
        plan.work().newCache().ifPresent(caches::add);
        claims.removeIf(claim -> claim.service().equals(ServiceId.of(service)));
        plan.work().claim().ifPresent(claims::add);
        service.setStatus(status(service, plan));
        return plan;
    }

    /** A service whose one server answers. */
    AIMService serving(String name, String spec) {
        AIMService service = Samples.service(name, spec);
        step(service);
        cacheReady();
        step(service);
        Deployment started = deployment();
        deployments.set(0, Samples.complete(started, 1));
        pods.add(Samples.ready(
                Samples.serverPod(started, name + "-1"),
                nodes.getFirst().getMetadata().getName()));
        step(service);
        assertThat(service.getStatus().phase()).isEqualTo(AIMServiceStatus.Phase.Serving);
        return service;
    }

    ServicePlan plan(AIMService service) {
        ServicePlanner planner = new ServicePlanner(catalog, AIM_IMAGE);
        return Boolean.TRUE.equals(service.getSpec().paused())
                ? planner.paused(service, this)
                : planner.plan(service, this, new ServiceChooser(catalog).choose(service, this));
    }

    AIMServiceStatus status(AIMService service, ServicePlan plan) {
        return ServiceReport.of(service, plan, Optional.empty(), now);
    }

    private <T extends HasMetadata> void store(List<T> stored, Class<T> type, T wanted) {
        Optional<T> live = stored.stream()
                .filter(each ->
                        each.getMetadata().getName().equals(wanted.getMetadata().getName()))
                .findFirst();
        ObjectNode before = live.map(Trees::of).orElse(null);
        ObjectNode status = before == null ? null : (ObjectNode) before.remove("status");
        ObjectNode after = apply(before, Trees.of(wanted), Names.FIELD_MANAGER);
        if (status != null) {
            after.set("status", status);
        }
        live.ifPresent(stored::remove);
        stored.add(Trees.as(after, type));
    }

    /** As the API server would do it. */
    ObjectNode apply(@Nullable ObjectNode live, ObjectNode wanted, String manager) {
        String apiVersion = wanted.path("apiVersion").asText();
        Applied applied = ServerSideApply.apply(
                live,
                wanted,
                Manager.applying(manager, apiVersion),
                true,
                FieldTypes.builtIn(apiVersion, wanted.path("kind").asText()),
                now);
        if (applied instanceof Applied.Merged merged) {
            return merged.object();
        }
        throw new IllegalStateException(applied.toString());
    }

    /** The one cache there is becomes ready. */
    void cacheReady() {
        caches.forEach(cache -> {
            cache.getMetadata().setGeneration(1L);
            cache.setStatus(cacheStatus(
                    AIMModelCache.Phase.Ready,
                    condition("Ready", "True", "Complete", "complete and verified"),
                    COMMIT));
        });
    }

    void cacheFailed(String message) {
        caches.forEach(cache -> {
            cache.getMetadata().setGeneration(1L);
            cache.setStatus(
                    cacheStatus(AIMModelCache.Phase.Failed, condition("Ready", "False", "Gated", message), null));
        });
    }

    private static AIMModelCache.Status cacheStatus(
            AIMModelCache.Phase phase, Condition condition, @Nullable String commit) {
        ObjectNode status = Trees.of(new LinkedHashMap<>(Map.of(
                "phase", phase.name(),
                "observedGeneration", 1,
                "conditions", List.of(condition))));
        if (commit != null) {
            status.put("revision", commit);
        }
        return Trees.as(status, AIMModelCache.Status.class);
    }

    static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(1L)
                .withLastTransitionTime("2026-01-01T11:00:00Z")
                .build();
    }

    Deployment deployment() {
        return deployments.getFirst();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Gpus gpus() {
        return new Gpus(
                nodesForbidden
                        ? new Gpus.Listing.Forbidden<>()
                        : new Gpus.Listing.Known<>(
                                nodes.stream().map(NodeView::of).toList()),
                podsForbidden
                        ? new Gpus.Listing.Forbidden<>()
                        : new Gpus.Listing.Known<>(pods.stream()
                                .flatMap(pod -> GpuPod.of(pod).stream())
                                .toList()),
                claims,
                0);
    }

    @Override
    public List<Recipe> recipes(String namespace) {
        return recipes.stream()
                .map(recipe -> RecipeMapper.map(recipe, Origin.NAMESPACE))
                .toList();
    }

    @Override
    public Optional<CacheView> cache(String namespace, String name) {
        return caches.stream()
                .filter(cache -> cache.getMetadata().getName().equals(name))
                .map(CacheView::of)
                .findFirst();
    }

    @Override
    public List<CacheView> caches(String namespace, CacheIdentity identity) {
        return caches.stream()
                .map(CacheView::of)
                .filter(cache -> cache.identity().equals(identity))
                .toList();
    }

    @Override
    public Optional<Deployment> deployment(ServiceId service) {
        return deployments.stream()
                .filter(each -> Objects.equals(each.getMetadata().getName(), service.name()))
                .findFirst();
    }

    @Override
    public Optional<Service> frontend(ServiceId service) {
        return frontends.stream()
                .filter(each -> Objects.equals(each.getMetadata().getName(), service.name()))
                .findFirst();
    }

    @Override
    public List<PodView> pods(ServiceId service) {
        return pods.stream()
                .filter(pod ->
                        service.name().equals(pod.getMetadata().getLabels().get(Names.LABEL_SERVICE)))
                .map(PodReader::read)
                .toList();
    }
}
