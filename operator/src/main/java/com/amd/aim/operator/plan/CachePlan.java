package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.status.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * The one thing that a cache needs next. In this order: the plan tells how large the claim must be, the claim holds what the
 * download brings, and only its result makes the cache ready.
 */
public sealed interface CachePlan {

    /** What is to be fetched, where that is known. */
    default Optional<PlanResult> known() {
        return switch (this) {
            case Pinned pinned -> Optional.of(pinned.pinned());
            case Refused refused -> refused.wanted().known();
            case StartPlan _, AwaitPlan _, PlanFailed _ -> Optional.empty();
        };
    }

    /** Ask the hub. */
    record StartPlan(Attempt attempt) implements CachePlan {}

    /** The hub is being asked. */
    record AwaitPlan(CacheJob.State.Running job, Optional<CacheFailure> before) implements CachePlan {}

    /** The hub was asked in vain; {@code next} is when it is asked again. */
    record PlanFailed(CacheFailure failure, int tried, Optional<Instant> next) implements CachePlan {}

    /** What is to be fetched is known, and stays. */
    sealed interface Pinned extends CachePlan {
        PlanResult pinned();
    }

    /** Make the claim. */
    record MakeClaim(PlanResult pinned, ClaimWish wish) implements Pinned {}

    /** Delete a claim that was never bound, since the spec now wants another; Jobs that wait for it go first. */
    record ReplaceClaim(PlanResult pinned, Claim claim) implements Pinned {}

    /** The claim cannot be used, and not by us is it put right. */
    record AwaitClaim(PlanResult pinned, Finding why) implements Pinned {}

    /** There is a claim to fetch files into. */
    sealed interface Filling extends Pinned {
        Claim claim();

        /** The server's finding because of which files that were complete are fetched again. */
        Optional<CacheFacts.Corruption> repair();
    }

    /** Fetch the files. */
    record StartDownload(PlanResult pinned, Claim claim, Optional<CacheFacts.Corruption> repair, Attempt attempt)
            implements Filling {}

    /** The files are being fetched. */
    record AwaitDownload(
            PlanResult pinned,
            Claim claim,
            Optional<CacheFacts.Corruption> repair,
            CacheJob.State.Running job,
            Optional<CacheFailure> before)
            implements Filling {}

    /** The files could not be fetched; {@code next} is when it is tried again. */
    record DownloadFailed(
            PlanResult pinned,
            Claim claim,
            Optional<CacheFacts.Corruption> repair,
            CacheFailure failure,
            int tried,
            Optional<Instant> next)
            implements Filling {}

    /** The API server would not have what was to be done; it is tried again by and by. */
    record Refused(CachePlan wanted, Finding why) implements CachePlan {}

    /** The files are complete. */
    record Ready(PlanResult pinned, Claim claim) implements Pinned {}
}
