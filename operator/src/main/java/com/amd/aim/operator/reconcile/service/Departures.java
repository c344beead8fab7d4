package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.stream.Stream;

/**
 * Services that go before the informers have told. Where acting on old news would do harm, and there alone, the API server is asked for
 * the service itself.
 */
final class Departures {
    private final KubernetesClient client;

    Departures(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Whether the service goes and leaves these behind ({@code --cascade=orphan}). The garbage collector takes the owner's reference off
     * first, and this may be seen here before the deletion is. To put the reference back then would have it all deleted after all.
     *
     * @param owned what carries the service's label
     */
    boolean leavesBehind(AIMService service, Stream<? extends HasMetadata> owned) {
        return owned.anyMatch(object -> !object.hasOwnerReferenceFor(service)) && isGoing(service);
    }

    /** Whether the service is gone, or is being deleted. */
    boolean isGoing(AIMService service) {
        AIMService live = client.resource(service).get();
        return live == null
                || live.isMarkedForDeletion()
                || !live.getMetadata().getUid().equals(service.getMetadata().getUid());
    }
}
