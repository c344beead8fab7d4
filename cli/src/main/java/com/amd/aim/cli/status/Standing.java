package com.amd.aim.cli.status;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.operator.plan.ServiceConditions;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a service stands where it does: what its conditions say, and where it waits for a cache, what the cache's say.
 *
 * @param reason of the condition that tells it
 * @param message one sentence or two
 * @param nextStep what to do; empty where it goes on by itself
 */
record Standing(String reason, String message, Optional<String> nextStep) {
    private static final String ASK_DOCTOR = "If it stays so, see with 'aim doctor' whether an operator runs.";

    /**
     * Reads it.
     *
     * @param cache the cache that the service uses, where it is known
     */
    static Standing of(AIMService service, Optional<AIMModelCache> cache) {
        if (service.isMarkedForDeletion()) {
            return new Standing("Deleting", "It is being deleted.", Optional.empty());
        }
        long seen = Optional.ofNullable(service.getStatus())
                .map(AIMServiceStatus::observedGeneration)
                .orElse(-1L);
        if (seen < 0) {
            return new Standing("Unseen", "No operator has looked at it yet.", Optional.of(ASK_DOCTOR));
        }
        if (seen < Objects.requireNonNullElse(service.getMetadata().getGeneration(), 0L)) {
            return new Standing(
                    "Outdated", "The operator has not looked at the latest change yet.", Optional.of(ASK_DOCTOR));
        }
        List<Condition> conditions =
                Objects.requireNonNullElse(service.getStatus().conditions(), List.<Condition>of());
        return progress(conditions)
                .map(condition -> told(condition, cache))
                .map(standing -> standing.nextStep().isPresent() ? standing : standing.with(update(conditions)))
                .orElseGet(() -> new Standing("Unseen", "Its conditions do not say.", Optional.of(ASK_DOCTOR)));
    }

    /** What stands in the way comes first; else what is under way, or that it has arrived. */
    private static Optional<Condition> progress(List<Condition> conditions) {
        return Conditions.find(conditions, ServiceConditions.STALLED)
                .filter(Standing::isTrue)
                .or(() -> Conditions.find(conditions, ServiceConditions.RECONCILING));
    }

    private static Standing told(Condition condition, Optional<AIMModelCache> cache) {
        Standing own = of(condition);
        Optional<Standing> caches = cache.map(AIMModelCache::getStatus)
                .flatMap(status -> Conditions.find(status.conditions(), CacheConditions.READY))
                .map(Standing::of);
        if (caches.isEmpty()) {
            return own;
        }
        // a failed cache's own sentence is in the service's already
        return switch (Reason.of(own.reason()).orElse(Reason.Waiting)) {
            case CacheNotReady ->
                new Standing(
                        own.reason(),
                        own.message() + " " + caches.get().message(),
                        caches.get().nextStep());
            case CacheFailed ->
                new Standing(
                        own.reason(), own.message(), caches.get().nextStep().or(own::nextStep));
            default -> own;
        };
    }

    private static Standing of(Condition condition) {
        String reason = Objects.requireNonNullElse(condition.getReason(), "");
        return new Standing(
                reason,
                Objects.requireNonNullElse(condition.getMessage(), ""),
                Reason.of(reason).flatMap(Reason::nextStep));
    }

    private static Optional<Standing> update(List<Condition> conditions) {
        return Conditions.find(conditions, ServiceConditions.UPDATE_AVAILABLE)
                .filter(Standing::isTrue)
                .map(Standing::of);
    }

    private Standing with(Optional<Standing> more) {
        return more.map(also -> new Standing(reason, message + " " + also.message(), also.nextStep()))
                .orElse(this);
    }

    private static boolean isTrue(Condition condition) {
        return "True".equals(condition.getStatus());
    }
}
