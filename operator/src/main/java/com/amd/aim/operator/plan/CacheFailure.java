package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;

/**
 * Why an attempt failed.
 *
 * @param finding for the condition
 * @param recovery what it takes for another attempt to go better
 */
public record CacheFailure(Finding finding, Recovery recovery) {

    /** What it takes for another attempt to go better. */
    public enum Recovery {
        /** Time: the hub comes back, a node is replaced. Tried again as often as the spec allows. */
        TIME,
        /** A right that a person grants elsewhere, unseen by us: a licence, a token's scope. Tried again for ever, rarely. */
        ACCESS,
        /** A change to the spec or to the cluster. Not tried again by itself. */
        CHANGE
    }

    static CacheFailure of(Reason reason, String message, Recovery recovery) {
        return new CacheFailure(new Finding(reason, message), recovery);
    }

    /** What a container of ours told in its termination message. */
    public static CacheFailure of(DownloadFailure failure) {
        return of(reason(failure.error()), failure.message(), recovery(failure.error()));
    }

    /** The Job ran into its deadline. */
    public static CacheFailure deadline(String message) {
        return of(Reason.DeadlineExceeded, message, Recovery.TIME);
    }

    /** The Job failed, and no pod of it says why. */
    public static CacheFailure unexplained(String message) {
        return of(Reason.JobFailed, message, Recovery.TIME);
    }

    private static Reason reason(DownloadError error) {
        return switch (error) {
            case UNREACHABLE -> Reason.HubUnreachable;
            case UNAUTHORIZED -> Reason.Unauthorized;
            case GATED -> Reason.Gated;
            case NOT_FOUND -> Reason.RepositoryNotFound;
            case REVISION_NOT_FOUND -> Reason.RevisionNotFound;
            case RATE_LIMITED -> Reason.RateLimited;
            case NO_SPACE -> Reason.NoSpace;
            case STALLED -> Reason.DownloadStalled;
            case HASH_MISMATCH -> Reason.HashMismatch;
            case INVALID_SOURCE -> Reason.InvalidSource;
            case CORRUPT -> Reason.Corrupt;
            case INTERNAL -> Reason.JobFailed;
        };
    }

    private static Recovery recovery(DownloadError error) {
        return switch (error) {
            case UNREACHABLE, RATE_LIMITED, STALLED, HASH_MISMATCH, CORRUPT, INTERNAL -> Recovery.TIME;
            // without a token the hub does not tell a missing repository from one that may not be seen
            case UNAUTHORIZED, GATED, NOT_FOUND -> Recovery.ACCESS;
            case REVISION_NOT_FOUND, NO_SPACE, INVALID_SOURCE -> Recovery.CHANGE;
        };
    }
}
