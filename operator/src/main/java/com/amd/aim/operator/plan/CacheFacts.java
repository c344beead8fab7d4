package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.Progress;
import com.amd.aim.operator.api.AIMModelCache;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a cache at one moment.
 *
 * @param cache the resource
 * @param jobs its Jobs
 * @param claim its claim
 * @param storage the cluster's StorageClasses, by name
 * @param users names of the services that use it, sorted
 * @param corruption the newest time a server found its files incomplete
 * @param progress how far the running download is, as last read
 * @param claimTrouble what the cluster last complained about, where the claim waits long or is not to grow
 * @param defaultHub the hub that is meant where the source names none
 */
public record CacheFacts(
        AIMModelCache cache,
        List<CacheJob> jobs,
        Optional<Claim> claim,
        List<StorageKind> storage,
        List<String> users,
        Optional<Corruption> corruption,
        Optional<Progress> progress,
        Optional<String> claimTrouble,
        URI defaultHub,
        Instant now) {

    /**
     * A server's init container did not find what the completion marker says.
     *
     * @param pod which server
     * @param message what it said
     */
    public record Corruption(String pod, String message, Instant at) {}

    /** The same, with what came of an attempt to enlarge the claim. */
    public CacheFacts withClaimTrouble(String trouble) {
        return new CacheFacts(
                cache, jobs, claim, storage, users, corruption, progress, Optional.of(trouble), defaultHub, now);
    }

    /** The jobs of one step. */
    List<CacheJob> jobs(CacheStep step) {
        return jobs.stream().filter(job -> job.step() == step).toList();
    }

    String name() {
        return cache.getMetadata().getName();
    }

    /** Whether somebody asked for its deletion. */
    public boolean deleting() {
        return cache.isMarkedForDeletion();
    }

    /** The address of the hub. */
    String hub() {
        String endpoint = cache.getSpec().source().endpoint();
        return endpoint == null ? defaultHub.toString() : endpoint;
    }
}
