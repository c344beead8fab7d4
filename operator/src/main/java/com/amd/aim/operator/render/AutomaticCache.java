package com.amd.aim.operator.render;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheIdentity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Optional;

/** A cache that is made because a service needs it. It belongs to no service: the next one of the same source finds it. */
public final class AutomaticCache {
    private AutomaticCache() {}

    public static AIMModelCache of(AIMService service, CacheIdentity identity) {
        AIMServiceSpec spec = service.getSpec();
        Optional<AIMServiceSpec.ServiceCache> wish = Optional.ofNullable(spec.cache());
        AIMModelCache cache = new AIMModelCache();
        cache.setMetadata(new ObjectMetaBuilder()
                .withName(identity.automaticName(spec.modelId()))
                .withNamespace(service.getMetadata().getNamespace())
                .addToLabels(Names.LABEL_MANAGED_BY, Names.FIELD_MANAGER)
                .build());
        cache.setSpec(new AIMModelCache.Spec(
                identity.source(),
                wish.map(AIMServiceSpec.ServiceCache::storage).orElse(null),
                identity.files(),
                wish.map(AIMServiceSpec.ServiceCache::credentialsSecretRef).orElse(null),
                null));
        return cache;
    }
}
