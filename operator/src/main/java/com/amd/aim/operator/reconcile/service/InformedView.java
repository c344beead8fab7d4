package com.amd.aim.operator.reconcile.service;

import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.plan.RecipeMapper;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import com.amd.aim.operator.view.Gpus;
import com.amd.aim.operator.view.PodReader;
import com.amd.aim.operator.view.PodView;
import com.amd.aim.operator.view.RecentWrites;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One look at the informers' caches. */
final class InformedView implements ClusterView {
    private final ServiceSources sources;
    private final RecentWrites<Deployment> written;
    private final Supplier<Gpus> inventory;
    private final Instant now;
    private @Nullable Gpus gpus;

    InformedView(ServiceSources sources, RecentWrites<Deployment> written, Supplier<Gpus> inventory, Instant now) {
        this.sources = sources;
        this.written = written;
        this.inventory = inventory;
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    /** Taken when it is first asked for, and then the same for the whole look. */
    @Override
    public Gpus gpus() {
        Gpus taken = gpus;
        if (taken == null) {
            taken = inventory.get();
            gpus = taken;
        }
        return taken;
    }

    @Override
    public List<Recipe> recipes(String namespace) {
        return sources.recipeNamespaces(namespace)
                .flatMap(from -> sources.recipes
                        .list(from.getValue(), _ -> true)
                        .sorted(Comparator.comparing(
                                recipe -> recipe.getMetadata().getName()))
                        .map(recipe -> RecipeMapper.map(recipe, from.getKey())))
                .toList();
    }

    @Override
    public Optional<CacheView> cache(String namespace, String name) {
        return sources.caches.get(new ResourceID(name, namespace)).map(CacheView::of);
    }

    @Override
    public List<CacheView> caches(String namespace, CacheIdentity identity) {
        String key = ServiceSources.identityKey(namespace, identity);
        return sources.caches.byIndex(ServiceSources.CACHES_BY_IDENTITY, key).stream()
                .map(CacheView::of)
                .sorted(Comparator.comparing(CacheView::name))
                .toList();
    }

    @Override
    public Optional<Deployment> deployment(ServiceId service) {
        return written.latest(service, seenDeployment(service));
    }

    /** The workload as the informer shows it, which may be a moment behind. */
    Optional<Deployment> seenDeployment(ServiceId service) {
        return sources.deployments.get(resource(service));
    }

    @Override
    public Optional<Service> frontend(ServiceId service) {
        return sources.frontends.get(resource(service));
    }

    @Override
    public List<PodView> pods(ServiceId service) {
        String key = resource(service).toString();
        return sources.pods.byIndex(ServiceSources.PODS_BY_SERVICE, key).stream()
                .map(PodReader::read)
                .sorted(Comparator.comparing(PodView::name))
                .toList();
    }

    private static ResourceID resource(ServiceId service) {
        return new ResourceID(service.name(), service.namespace());
    }
}
