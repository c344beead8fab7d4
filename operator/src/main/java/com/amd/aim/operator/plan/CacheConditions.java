package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.ConditionState.Truth;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is told of a cache, in the order of its steps; each outcome of the planner has its text here. */
public final class CacheConditions {
    public static final String PLANNED = "Planned";
    public static final String STORAGE_READY = "StorageReady";
    public static final String DOWNLOADED = "Downloaded";
    public static final String VERIFIED = "Verified";
    public static final String SHARED = "SharedAcrossNodes";
    public static final String READY = "Ready";
    public static final String STALLED = "Stalled";

    private CacheConditions() {}

    /** All conditions of a cache. */
    public static List<ConditionState> of(CacheFacts facts, CachePlan plan) {
        ConditionState planned = planned(facts, plan);
        ConditionState storage = ClaimConditions.storageReady(facts, plan);
        ConditionState downloaded = downloaded(facts, plan);
        ConditionState verified = verified(plan);
        ConditionState shared = ClaimConditions.shared(facts, plan);
        ConditionState ready = ready(facts, plan, List.of(planned, storage, downloaded, verified));
        return List.of(planned, storage, downloaded, verified, shared, ready);
    }

    private static ConditionState planned(CacheFacts facts, CachePlan plan) {
        return switch (plan) {
            case CachePlan.StartPlan _ -> ConditionState.isFalse(PLANNED, Reason.Planning, asking(facts));
            case CachePlan.AwaitPlan await ->
                ConditionState.isFalse(
                        PLANNED,
                        await.job()
                                .trouble()
                                .or(() -> await.before().map(CacheFailure::finding))
                                .orElseGet(() -> new Finding(Reason.Planning, asking(facts))));
            case CachePlan.PlanFailed failed ->
                ConditionState.isFalse(PLANNED, told(facts, failed.failure(), failed.tried(), failed.next()));
            case CachePlan.Refused refused ->
                refused.wanted() instanceof CachePlan.StartPlan
                        ? ConditionState.isFalse(PLANNED, refused.why())
                        : planned(facts, refused.wanted());
            case CachePlan.Pinned pinned ->
                ConditionState.isTrue(
                        PLANNED,
                        Reason.Planned,
                        "Revision %s is commit %s: %s."
                                .formatted(
                                        CacheIdentity.of(facts.cache().getSpec())
                                                .revision(),
                                        pinned.pinned().revision(),
                                        files(pinned.pinned())));
        };
    }

    private static ConditionState downloaded(CacheFacts facts, CachePlan plan) {
        return switch (plan) {
            case CachePlan.StartPlan _, CachePlan.AwaitPlan _, CachePlan.PlanFailed _ ->
                waiting(DOWNLOADED, "The plan comes first.");
            case CachePlan.MakeClaim _, CachePlan.ReplaceClaim _ -> waiting(DOWNLOADED, "The claim comes first.");
            case CachePlan.AwaitClaim await -> ConditionState.isFalse(DOWNLOADED, await.why());
            case CachePlan.StartDownload start -> ConditionState.isFalse(DOWNLOADED, fetching(facts, start));
            case CachePlan.AwaitDownload await ->
                ConditionState.isFalse(DOWNLOADED, await.job().trouble().orElseGet(() -> fetching(facts, await)));
            case CachePlan.Refused refused ->
                refused.wanted() instanceof CachePlan.StartDownload
                        ? ConditionState.isFalse(DOWNLOADED, refused.why())
                        : downloaded(facts, refused.wanted());
            case CachePlan.DownloadFailed failed ->
                ConditionState.isFalse(DOWNLOADED, told(facts, failed.failure(), failed.tried(), failed.next()));
            case CachePlan.Ready ready ->
                ConditionState.isTrue(DOWNLOADED, Reason.Downloaded, "Fetched %s.".formatted(files(ready.pinned())));
        };
    }

    private static ConditionState verified(CachePlan plan) {
        return switch (plan) {
            case CachePlan.Ready _ ->
                ConditionState.isTrue(
                        VERIFIED,
                        Reason.Verified,
                        "Sizes and hashes of all files are right, and the completion marker is written.");
            case CachePlan.Filling filling
            when filling.repair().isPresent() ->
                ConditionState.isFalse(VERIFIED, corrupt(filling.repair().get()));
            case CachePlan.Refused refused -> verified(refused.wanted());
            default -> waiting(VERIFIED, "Files are verified as they are fetched.");
        };
    }

    private static ConditionState ready(CacheFacts facts, CachePlan plan, List<ConditionState> steps) {
        boolean complete = plan instanceof CachePlan.Ready;
        if (facts.deleting()) {
            return new ConditionState(
                    READY, complete ? Truth.True : Truth.False, Reason.DeletionWaits, deletion(facts, complete));
        }
        if (complete) {
            return ConditionState.isTrue(READY, Reason.FilesReady, "The files are complete and can be used.");
        }
        Stream<Finding> repairing =
                plan instanceof CachePlan.Filling filling && !(plan instanceof CachePlan.DownloadFailed)
                        ? filling.repair().map(CacheConditions::corrupt).stream()
                        : Stream.empty();
        return Stream.concat(
                        repairing.map(finding -> ConditionState.isFalse(READY, finding)),
                        steps.stream()
                                .filter(step -> step.truth() != Truth.True)
                                .map(step -> ConditionState.isFalse(READY, step.reason(), step.message())))
                .findFirst()
                .orElseThrow();
    }

    private static String deletion(CacheFacts facts, boolean complete) {
        String users = facts.users().size() == 1
                ? "service %s no longer uses it".formatted(facts.users().getFirst())
                : "services %s no longer use it".formatted(String.join(", ", facts.users()));
        return (complete ? "The files are complete. " : "") + "The cache is deleted once " + users + ".";
    }

    /** A failure with what comes of it. */
    private static Finding told(CacheFacts facts, CacheFailure failure, int tried, Optional<Instant> next) {
        int most = DownloadSettings.of(facts.cache().getSpec().download()).retries() + 1;
        String counted = failure.recovery() == CacheFailure.Recovery.TIME ? " of " + most : "";
        String rest = next.map(at -> "Attempt %d%s failed; the next one is made at %s."
                        .formatted(tried, counted, at.truncatedTo(ChronoUnit.SECONDS)))
                .orElseGet(() -> "Given up after %d %s; set the annotation %s to a new value to try again."
                        .formatted(tried, tried == 1 ? "attempt" : "attempts", Names.ANNOTATION_RETRY));
        return new Finding(failure.finding().reason(), failure.finding().message() + " " + rest);
    }

    private static Finding fetching(CacheFacts facts, CachePlan.Filling filling) {
        return new Finding(
                Reason.Downloading,
                "Fetching %s from %s into claim %s.".formatted(files(filling.pinned()), facts.hub(), facts.name()));
    }

    private static Finding corrupt(CacheFacts.Corruption corruption) {
        return new Finding(
                Reason.Corrupt,
                "Server %s found the files incomplete: %s They are verified, and fetched again where they are bad."
                        .formatted(corruption.pod(), corruption.message()));
    }

    private static ConditionState waiting(String type, String message) {
        return ConditionState.isUnknown(type, Reason.Waiting, message);
    }

    private static String asking(CacheFacts facts) {
        CacheIdentity identity = CacheIdentity.of(facts.cache().getSpec());
        return "Asking %s for the files of %s at revision %s."
                .formatted(facts.hub(), identity.repository(), identity.revision());
    }

    private static String files(PlanResult pinned) {
        return "%d %s (%s)"
                .formatted(pinned.files(), pinned.files() == 1 ? "file" : "files", ByteText.of(pinned.bytes()));
    }
}
