package com.amd.aim.cli.render;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.selection.Inventory;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.apply.AppliedForm;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.plan.ServiceChooser;
import com.amd.aim.operator.plan.ServiceNodes;
import com.amd.aim.operator.plan.ServiceOutcome;
import com.amd.aim.operator.plan.ServicePlan;
import com.amd.aim.operator.plan.ServicePlanner;
import com.amd.aim.operator.plan.WeightsLink;
import com.amd.aim.operator.plan.Workload;
import com.amd.aim.operator.render.JobSettings;
import com.amd.aim.operator.render.Trees;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.GpuClaim;
import com.amd.aim.operator.view.Gpus;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the operator would apply for services, one after the other. Each is decided as the operator decides it: before its weights are
 * there, and again once they are, where facts tell which commit they are.
 */
public final class Renderer {
    private final Catalog catalog;
    private final JobSettings settings;
    private final ClusterFacts facts;
    private final Admission ofCaches = Admission.of(AIMModelCache.class);
    private final Map<String, AIMModelCache> caches = new LinkedHashMap<>();
    private final Map<String, CacheObjects.Rendered> rendered = new LinkedHashMap<>();
    private final List<GpuClaim> claims = new ArrayList<>();

    /**
     * Renders by what this build ships and what is known of the cluster.
     *
     * @param given caches that are applied beside the services
     */
    public Renderer(Catalog catalog, JobSettings settings, ClusterFacts facts, List<AIMModelCache> given) {
        this.catalog = catalog;
        this.settings = settings;
        this.facts = facts;
        given.forEach(cache -> caches.put(key(cache), identified(cache)));
    }

    /**
     * What is applied for a service.
     *
     * @param objects in the order in which they are applied first
     * @param unknown what only a cluster knows, sentences
     * @param problem why servers cannot be started, as its status would say it
     */
    public record Result(List<ObjectNode> objects, List<String> unknown, Optional<String> problem) {}

    /**
     * Renders one service.
     *
     * @param inventory the GPUs it can use
     * @param recipes of its namespace, then those for all
     */
    public Result render(AIMService service, Inventory inventory, List<Recipe> recipes) {
        service.getMetadata()
                .setUid(facts.service(namespace(service), name(service))
                        .map(ClusterFacts.OfService::uid)
                        .orElse(null));
        OfflineCluster cluster = new OfflineCluster(gpus(service, inventory), recipes, views(false), null);
        ServicePlan first = decide(service, cluster);
        List<ObjectNode> objects = new ArrayList<>();
        first.work().newCache().ifPresent(made -> {
            objects.add(Trees.of(made));
            caches.put(key(made), identified(admitted(made)));
        });
        used(first).ifPresent(cache -> objects.addAll(ofCache(cache)));
        ServicePlan last = again(service, cluster, first);
        deployment(last).or(() -> deployment(first)).ifPresent(wanted -> objects.add(AppliedForm.of(Trees.of(wanted))));
        last.work().frontend().ifPresent(wanted -> objects.add(AppliedForm.of(Trees.of(wanted))));
        last.work().claim().ifPresent(claims::add);
        Optional<String> problem = problem(last.standing().outcome());
        return new Result(objects, problem.isPresent() ? List.of() : unknown(service, first), problem);
    }

    private Gpus gpus(AIMService service, Inventory inventory) {
        Map<String, String> labels = ServiceNodes.of(service.getSpec()).nodeSelector();
        return OfflineCluster.gpus(inventory, catalog.gpus(), labels, claims);
    }

    private ServicePlan decide(AIMService service, OfflineCluster cluster) {
        ServicePlanner planner = new ServicePlanner(catalog, settings.image());
        return Boolean.TRUE.equals(service.getSpec().paused())
                ? planner.paused(service, cluster)
                : planner.plan(service, cluster, new ServiceChooser(catalog).choose(service, cluster));
    }

    /** With the weights there; where they were before the service came, nothing was applied yet. */
    private ServicePlan again(AIMService service, OfflineCluster cluster, ServicePlan first) {
        boolean pinned =
                used(first).flatMap(cache -> CacheObjects.planned(known(cache))).isPresent();
        if (!pinned) {
            return first;
        }
        boolean hit = facts.service(namespace(service), name(service))
                .filter(ClusterFacts.OfService::cacheHit)
                .isPresent();
        OfflineCluster filled = cluster.with(views(true));
        return decide(service, hit ? filled : filled.with(deployment(first).orElse(null)));
    }

    private List<ObjectNode> ofCache(AIMModelCache cache) {
        if (rendered.containsKey(key(cache))) {
            return List.of();
        }
        CacheObjects.Rendered made = CacheObjects.of(cache, known(cache), facts.storageClasses(), settings);
        rendered.put(key(cache), made);
        return made.objects();
    }

    private List<CacheView> views(boolean filled) {
        return caches.values().stream().map(cache -> view(cache, filled)).toList();
    }

    private CacheView view(AIMModelCache cache, boolean filled) {
        Optional<PlanResult> pinned = filled ? CacheObjects.planned(known(cache)) : Optional.empty();
        boolean single = Optional.ofNullable(rendered.get(key(cache)))
                .flatMap(CacheObjects.Rendered::claim)
                .filter(claim -> !claim.shared())
                .isPresent();
        return new CacheView(
                cache.getMetadata().getNamespace(),
                cache.getMetadata().getName(),
                CacheIdentity.of(cache.getSpec()),
                pinned.isPresent(),
                false,
                false,
                filled && single,
                "",
                "",
                pinned.map(PlanResult::revision).orElse(null));
    }

    private List<String> unknown(AIMService service, ServicePlan plan) {
        List<String> unknown = new ArrayList<>();
        String who = "%s/%s".formatted(namespace(service), name(service));
        if (service.getMetadata().getUid() == null) {
            unknown.add(who + ": its uid, by which its objects name their owner.");
        }
        used(plan).ifPresent(cache -> {
            ClusterFacts.OfCache known = known(cache);
            if (CacheObjects.planned(known).isEmpty()) {
                unknown.add(("%s: which commit %s is and how many bytes it has; so its servers are shown as they wait"
                                + " (replicas 0), and the claim and the download Job are left out.")
                        .formatted(who, cache.getSpec().source().uri()));
            } else if (known != null && known.claimUid() == null) {
                unknown.add(who + ": the uid of its claim, so the download Job is left out.");
            }
        });
        return unknown;
    }

    private static Optional<String> problem(ServiceOutcome outcome) {
        return switch (outcome) {
            case ServiceOutcome.NothingFits(var why) -> Optional.of(why.message());
            case ServiceOutcome.InvalidSpec(var why) -> Optional.of(why.message());
            case ServiceOutcome.CacheRefused(var why) -> Optional.of(why.message());
            case ServiceOutcome.CacheFailed(var why) -> Optional.of(why.message());
            case ServiceOutcome.Paused _,
                    ServiceOutcome.WaitingForCache _,
                    ServiceOutcome.Stopped _,
                    ServiceOutcome.Running _ -> Optional.empty();
        };
    }

    private static Optional<Deployment> deployment(ServicePlan plan) {
        return plan.work().workload() instanceof Workload.Applied(Deployment wanted)
                ? Optional.of(wanted)
                : Optional.empty();
    }

    private Optional<AIMModelCache> used(ServicePlan plan) {
        return plan.standing().cache().flatMap(link -> switch (link) {
            case WeightsLink.Missing(AIMModelCache wanted) -> Optional.ofNullable(caches.get(key(wanted)));
            case WeightsLink.Found(CacheView cache) ->
                Optional.ofNullable(caches.get(cache.namespace() + "/" + cache.name()));
            case WeightsLink.NotFound _, WeightsLink.OtherSource _ -> Optional.empty();
        });
    }

    private AIMModelCache admitted(AIMModelCache made) {
        return Trees.as(ofCaches.admit(Trees.of(made)), AIMModelCache.class);
    }

    private AIMModelCache identified(AIMModelCache cache) {
        ClusterFacts.OfCache known = known(cache);
        cache.getMetadata().setGeneration(1L);
        cache.getMetadata().setUid(known == null ? null : known.uid());
        return cache;
    }

    private ClusterFacts.@Nullable OfCache known(AIMModelCache cache) {
        return facts.cache(
                        cache.getMetadata().getNamespace(), cache.getMetadata().getName())
                .orElse(null);
    }

    private static String key(AIMModelCache cache) {
        return cache.getMetadata().getNamespace() + "/" + cache.getMetadata().getName();
    }

    private static String namespace(AIMService service) {
        return service.getMetadata().getNamespace();
    }

    private static String name(AIMService service) {
        return service.getMetadata().getName();
    }
}
