package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.plan.CacheFacts;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.SharedStorage;
import com.amd.aim.operator.plan.StorageKind;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is known of a cache from the informers. */
final class CacheObserver {
    private final SharedStorage shared;
    private final ProgressPoller progress;
    private final ClaimEvents claimEvents;
    private final JobPods jobPods;
    private final URI defaultHub;
    private final InstantSource clock;

    CacheObserver(
            SharedStorage shared,
            ProgressPoller progress,
            ClaimEvents claimEvents,
            JobPods jobPods,
            URI defaultHub,
            InstantSource clock) {
        this.shared = shared;
        this.progress = progress;
        this.claimEvents = claimEvents;
        this.jobPods = jobPods;
        this.defaultHub = defaultHub;
        this.clock = clock;
    }

    CacheFacts observe(AIMModelCache cache, Context<AIMModelCache> context) {
        Instant now = clock.instant();
        Set<Pod> pods = context.getSecondaryResources(Pod.class);
        Optional<PersistentVolumeClaim> claim = claim(cache, context);
        List<CacheJob> jobs = context.getSecondaryResourcesAsStream(Job.class)
                .flatMap(job -> JobReader.read(job, jobPods.of(job, cache, pods)).stream())
                .sorted(Comparator.comparing(CacheJob::name))
                .toList();
        return new CacheFacts(
                cache,
                jobs,
                claim.map(ClaimReader::read),
                storage(context),
                users(cache, context),
                CorruptionReader.read(pods),
                progress.latest(ResourceID.fromResource(cache)),
                claim.flatMap(pending -> claimEvents.trouble(pending, now)),
                defaultHub,
                now);
    }

    static Optional<PersistentVolumeClaim> claim(AIMModelCache cache, Context<AIMModelCache> context) {
        return context.getSecondaryResourcesAsStream(PersistentVolumeClaim.class)
                .filter(claim ->
                        claim.getMetadata().getName().equals(cache.getMetadata().getName()))
                .findFirst();
    }

    private List<StorageKind> storage(Context<AIMModelCache> context) {
        return context.eventSourceRetriever().getEventSourcesFor(StorageClass.class).stream()
                .map(source -> (InformerEventSource<StorageClass, AIMModelCache>) source)
                .flatMap(classes -> classes.list(_ -> true))
                .map(storage -> StorageKind.of(storage, shared))
                .sorted(Comparator.comparing(StorageKind::name))
                .toList();
    }

    /** The index also knows services that have turned away. */
    private static List<String> users(AIMModelCache cache, Context<AIMModelCache> context) {
        ResourceID id = ResourceID.fromResource(cache);
        return context.getSecondaryResourcesAsStream(AIMService.class)
                .filter(service -> ServiceUses.used(service).filter(id::equals).isPresent())
                .map(service -> service.getMetadata().getName())
                .sorted()
                .toList();
    }
}
