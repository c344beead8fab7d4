package com.amd.aim.operator.view;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.operator.plan.CacheIdentity;
import com.amd.aim.operator.status.Conditions;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cache as a service sees it.
 *
 * @param ready whether the files are complete and verified, and that is said of the current spec
 * @param failed whether it will not become ready by itself
 * @param leaving whether it is being deleted
 * @param singleNode whether one node at a time can mount its claim
 * @param message the cache's own sentence on where it stands, may be empty
 * @param state one word for people: {@code Ready}, {@code 42%}, {@code Failed}
 * @param revision the commit it holds; absent before it is known
 */
public record CacheView(
        String namespace,
        String name,
        CacheIdentity identity,
        boolean ready,
        boolean failed,
        boolean leaving,
        boolean singleNode,
        String message,
        String state,
        @Nullable String revision) {

    public static CacheView of(AIMModelCache cache) {
        Optional<AIMModelCache.Status> status = Optional.ofNullable(cache.getStatus());
        AIMModelCache.Phase phase = status.map(AIMModelCache.Status::phase).orElse(AIMModelCache.Phase.Pending);
        boolean leaving = cache.getMetadata().getDeletionTimestamp() != null;
        boolean ready = !leaving
                && status.map(AIMModelCache.Status::conditions)
                        .filter(conditions -> Conditions.holds(
                                conditions,
                                "Ready",
                                Optional.ofNullable(cache.getMetadata().getGeneration())
                                        .orElse(0L)))
                        .isPresent();
        return new CacheView(
                cache.getMetadata().getNamespace(),
                cache.getMetadata().getName(),
                CacheIdentity.of(cache.getSpec()),
                ready,
                phase == AIMModelCache.Phase.Failed || phase == AIMModelCache.Phase.Corrupt,
                leaving,
                status.map(AIMModelCache.Status::conditions)
                        .flatMap(conditions -> Conditions.find(conditions, CacheConditions.SHARED))
                        .filter(shared -> "False".equals(shared.getStatus()))
                        .isPresent(),
                status.map(AIMModelCache.Status::conditions)
                        .flatMap(conditions -> Conditions.find(conditions, "Ready"))
                        .map(Condition::getMessage)
                        .orElse(""),
                state(ready, phase, status.map(AIMModelCache.Status::progress)),
                status.map(AIMModelCache.Status::revision).orElse(null));
    }

    private static String state(boolean ready, AIMModelCache.Phase phase, Optional<String> progress) {
        if (ready) {
            return AIMModelCache.Phase.Ready.name();
        }
        return phase == AIMModelCache.Phase.Downloading ? progress.orElse(phase.name()) : phase.name();
    }
}
