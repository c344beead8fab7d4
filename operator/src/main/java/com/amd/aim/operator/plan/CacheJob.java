package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.status.Finding;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Job of a cache, as seen.
 *
 * @param name its name
 * @param step what it does
 * @param attempt which attempt of its step it is over the cache's life, from 1
 * @param tried which try it is since the series began, from 1
 * @param series what a user could change to have attempts counted anew, as it was
 * @param claimUid the claim that it fills; absent for a plan
 * @param pinned what it was told to fetch; absent for a plan
 * @param state where it stands
 * @param terminating whether it is being deleted: then it counts for nothing but its attempt's number
 */
public record CacheJob(
        String name,
        CacheStep step,
        int attempt,
        int tried,
        String series,
        @Nullable String claimUid,
        Optional<PlanResult> pinned,
        State state,
        boolean terminating) {

    /** Where a Job stands. */
    public sealed interface State {
        /**
         * It has not ended.
         *
         * @param trouble why its pod does not run, where it does not
         * @param podIp where its pod serves progress, once it runs
         */
        record Running(Optional<Finding> trouble, Optional<String> podIp) implements State {}

        /**
         * It is complete.
         *
         * @param message what its pod left, where the pod is still there
         */
        record Succeeded(Optional<TerminationMessage> message, Instant at) implements State {}

        /** It failed for good. */
        record Failed(CacheFailure failure, Instant at) implements State {}
    }
}
