package com.amd.aim.operator.view;

import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.operator.plan.CacheIdentity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All that is read to decide about a service; implemented over informers' caches, and by values in tests. */
public interface ClusterView {
    /** The time of this look. */
    Instant now();

    Gpus gpus();

    /** Usable recipes for a service in this namespace: the namespace's own first, then those of the operator's namespace. */
    List<Recipe> recipes(String namespace);

    Optional<CacheView> cache(String namespace, String name);

    /** Caches of one identity in one namespace, by name. */
    List<CacheView> caches(String namespace, CacheIdentity identity);

    /** The service's workload as last seen, found by its label. */
    Optional<Deployment> deployment(ServiceId service);

    /** The service's Kubernetes Service as last seen, found by its label. */
    Optional<Service> frontend(ServiceId service);

    /** The service's pods, by name. */
    List<PodView> pods(ServiceId service);
}
