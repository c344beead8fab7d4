package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.view.GpuClaim;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to be done for a service.
 *
 * @param workload what becomes of its workload
 * @param frontend the Kubernetes Service to have; absent: none yet
 * @param newCache a cache to make
 * @param claim the GPUs it was given
 * @param lookAgain when time alone may change the plan
 */
public record ServiceWork(
        Workload workload,
        Optional<Service> frontend,
        Optional<AIMModelCache> newCache,
        Optional<GpuClaim> claim,
        Optional<Duration> lookAgain) {
    /** Nothing. */
    static final ServiceWork NONE = new ServiceWork(
            new Workload.Unchanged(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
