package com.amd.aim.operator.plan;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMServiceStatus.CacheUse;
import com.amd.aim.operator.api.AIMServiceStatus.SelectionStatus;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.view.GpuClaim;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Optional;

/**
 * What to do for a service, and what to tell of it.
 *
 * @param outcome where it stands
 * @param servers its servers as they were seen
 * @param selection what was chosen and why, for the status
 * @param cacheLink how it comes to its weights; absent before there is a choice
 * @param cache the same for the status
 * @param workload what becomes of its workload
 * @param frontend the Kubernetes Service to have; absent: as it is
 * @param newCache a cache to make
 * @param claim the GPUs it was given
 * @param update what this operator would change of running servers by itself
 * @param lookAgain when time alone may change the plan
 */
public record ServicePlan(
        ServiceOutcome outcome,
        ServerState servers,
        Optional<SelectionStatus> selection,
        Optional<CacheLink> cacheLink,
        Optional<CacheUse> cache,
        Workload workload,
        Optional<Service> frontend,
        Optional<AIMModelCache> newCache,
        Optional<GpuClaim> claim,
        Optional<Finding> update,
        Optional<Duration> lookAgain) {}
