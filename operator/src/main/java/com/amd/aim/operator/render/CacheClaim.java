package com.amd.aim.operator.render;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.ClaimWish;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import java.util.Map;

/** The claim that holds a cache's files. Its name is the cache's. */
public final class CacheClaim {
    private CacheClaim() {}

    /**
     * Makes it.
     *
     * @param pinned what is to be fetched; written on the claim, which outlives a status
     */
    public static PersistentVolumeClaim of(AIMModelCache cache, PlanResult pinned, ClaimWish wish) {
        return new PersistentVolumeClaimBuilder()
                .withMetadata(CacheMeta.of(
                        cache,
                        cache.getMetadata().getName(),
                        CacheMeta.labels(cache),
                        Map.of(Names.ANNOTATION_PLAN, pinned.json())))
                .withNewSpec()
                .withAccessModes(wish.shared() ? "ReadWriteMany" : "ReadWriteOnce")
                .withStorageClassName(wish.storageClass())
                .withNewResources()
                .addToRequests("storage", Quantities.bytes(wish.bytes()))
                .endResources()
                .endSpec()
                .build();
    }
}
