package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.render.AutomaticCache;
import com.amd.aim.operator.view.CacheView;
import com.amd.aim.operator.view.ClusterView;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a service comes to its weights. */
public sealed interface WeightsLink {
    /** Name of the cache. */
    String name();

    /** There is a cache of the right source; it may be ready, in flight or failed. */
    record Found(CacheView cache) implements WeightsLink {
        @Override
        public String name() {
            return cache.name();
        }
    }

    /** There is none yet; this one is to be made. */
    record Missing(AIMModelCache wanted) implements WeightsLink {
        @Override
        public String name() {
            return wanted.getMetadata().getName();
        }
    }

    /** The cache that the spec names does not exist. */
    record NotFound(String name) implements WeightsLink {}

    /** The cache that the spec names holds something else. */
    record OtherSource(CacheView cache, CacheIdentity wanted) implements WeightsLink {
        @Override
        public String name() {
            return cache.name();
        }
    }

    /**
     * Finds the cache of an identity: the one that the spec names, else the one in use already, else a ready one, else one in flight.
     *
     * @param inUse the cache that is written down with the choice; kept even while it is being deleted, since its users hold it
     */
    static WeightsLink find(AIMService service, CacheIdentity identity, @Nullable String inUse, ClusterView cluster) {
        String namespace = service.getMetadata().getNamespace();
        AIMServiceSpec.ServiceCache wish = service.getSpec().cache();
        String named = wish == null ? null : wish.name();
        if (named != null) {
            return cluster.cache(namespace, named)
                    .<WeightsLink>map(cache ->
                            holds(cache, service, identity) ? new Found(cache) : new OtherSource(cache, identity))
                    .orElseGet(() -> new NotFound(named));
        }
        Optional<CacheView> used = Optional.ofNullable(inUse)
                .flatMap(name -> cluster.cache(namespace, name))
                .filter(cache -> sameFiles(cache.identity(), identity));
        if (used.isPresent()) {
            return new Found(used.get());
        }
        List<CacheView> candidates = cluster.caches(namespace, identity);
        String automatic = identity.automaticName(service.getSpec().modelId());
        return candidates.stream()
                // one that is going will be gone; under the name we need, it has to be waited for
                .filter(cache -> !cache.leaving() || cache.name().equals(automatic))
                .min(Comparator.comparing(CacheView::leaving)
                        .thenComparing(cache -> !cache.ready())
                        .thenComparing(CacheView::failed)
                        .thenComparing(CacheView::name))
                .<WeightsLink>map(Found::new)
                .orElseGet(() -> new Missing(AutomaticCache.of(service, identity)));
    }

    /** A named cache need only hold what the spec says; what the spec leaves open is the cache's to say. */
    private static boolean holds(CacheView cache, AIMService service, CacheIdentity wanted) {
        Optional<AIMServiceSpec.ModelSource> source =
                Optional.ofNullable(service.getSpec().source());
        CacheIdentity held = cache.identity();
        boolean endpoint = source.map(AIMServiceSpec.ModelSource::endpoint).isEmpty()
                || String.valueOf(wanted.endpoint()).equals(held.endpoint());
        boolean revision = source.map(AIMServiceSpec.ModelSource::revision).isEmpty()
                || wanted.revision().equals(held.revision());
        return held.uri().equals(wanted.uri()) && endpoint && revision;
    }

    /** Which files are left out may change with the catalogue; that alone is no reason to download anew. */
    private static boolean sameFiles(CacheIdentity held, CacheIdentity wanted) {
        return held.uri().equals(wanted.uri())
                && held.revision().equals(wanted.revision())
                && Objects.equals(held.endpoint(), wanted.endpoint());
    }
}
