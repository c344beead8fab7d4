package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * From services to the caches they use. A service that turns to another cache wakes the one it leaves as well, which only the update
 * itself still knows.
 */
final class ServiceUses implements SecondaryToPrimaryMapper<AIMService>, OnUpdateFilter<AIMService> {
    private final Consumer<ResourceID> wake;

    ServiceUses(Consumer<ResourceID> wake) {
        this.wake = wake;
    }

    /** The cache that a service uses. One that is being deleted uses none, so that nothing waits for it. */
    static Optional<ResourceID> used(AIMService service) {
        return service.isMarkedForDeletion()
                ? Optional.empty()
                : Optional.ofNullable(service.getStatus())
                        .map(AIMServiceStatus::cache)
                        .map(AIMServiceStatus.CacheUse::name)
                        .map(name -> new ResourceID(name, service.getMetadata().getNamespace()));
    }

    @Override
    public Set<ResourceID> toPrimaryResourceIDs(AIMService service) {
        return used(service).map(Set::of).orElseGet(Set::of);
    }

    @Override
    public boolean accept(AIMService now, AIMService before) {
        Optional<ResourceID> left = used(before);
        if (left.equals(used(now))) {
            return false;
        }
        left.ifPresent(wake);
        return true;
    }
}
