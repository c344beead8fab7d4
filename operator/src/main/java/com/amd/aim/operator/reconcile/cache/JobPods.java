package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collection;

/**
 * The pods by which a Job is judged. Jobs and pods are watched apart, so that a Job may be seen to have ended before its pod is; what
 * the pod left would then be taken for lost, and everything be fetched once more. So the API server is asked before that is believed.
 */
final class JobPods {
    private final KubernetesClient client;

    JobPods(KubernetesClient client) {
        this.client = client;
    }

    /** The pods seen, or those there are when a Job of a cache that is not ready has ended without a word. */
    Collection<Pod> of(Job job, AIMModelCache cache, Collection<Pod> seen) {
        return isReady(cache) || !JobReader.isSilent(job, seen)
                ? seen
                : client.pods()
                        .inNamespace(cache.getMetadata().getNamespace())
                        .withLabel(Names.LABEL_CACHE, cache.getMetadata().getName())
                        .withLabel(Names.LABEL_STEP)
                        .list()
                        .getItems();
    }

    private static boolean isReady(AIMModelCache cache) {
        return cache.getStatus() != null && cache.getStatus().phase() == AIMModelCache.Phase.Ready;
    }
}
