package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.CacheStorage;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides what a cache needs next from what is there. Status is the last source asked, never the only one: the commit is also on
 * the claim and on the download Jobs, and files that no longer have a witness are verified again.
 */
public final class CachePlanner {
    private final RetryRules retry;

    public CachePlanner(RetryRules retry) {
        this.retry = retry;
    }

    /** The next thing. */
    public CachePlan plan(CacheFacts facts) {
        StepState.Rules rules = rules(facts);
        Optional<PlanResult> pinned = pinned(facts);
        if (pinned.isEmpty()) {
            return planning(facts, rules);
        }
        return facts.claim()
                .map(claim -> unusable(facts, pinned.get(), claim)
                        .orElseGet(() -> filling(facts, pinned.get(), claim, rules)))
                .orElseGet(() -> new CachePlan.MakeClaim(
                        pinned.get(),
                        ClaimWish.of(
                                facts.cache().getSpec().storage(),
                                facts.storage(),
                                pinned.get().bytes())));
    }

    /** The size that a bound claim is to grow to, where the spec asks for more than it has; it never shrinks. */
    public static Optional<ClaimWish> growth(CacheFacts facts) {
        CacheStorage storage = facts.cache().getSpec().storage();
        if (storage == null || storage.size() == null) {
            return Optional.empty();
        }
        long wanted = ClaimWish.bytes(storage.size());
        return facts.claim()
                .filter(claim -> claim.phase() == Claim.Phase.BOUND && !claim.terminating() && claim.bytes() < wanted)
                .map(claim -> new ClaimWish(claim.storageClass(), claim.shared(), wanted));
    }

    /** What was planned first counts: on the claim, on a download Job, in a plan's message, in status. */
    private static Optional<PlanResult> pinned(CacheFacts facts) {
        Stream<PlanResult> downloads = facts.jobs(CacheStep.DOWNLOAD).stream()
                .sorted(Comparator.comparingInt(CacheJob::attempt))
                .flatMap(job -> job.pinned().stream());
        Stream<PlanResult> plans = facts.jobs(CacheStep.PLAN).stream()
                .sorted(Comparator.comparingInt(CacheJob::attempt))
                .flatMap(job -> planned(job).stream());
        return Stream.of(facts.claim().flatMap(Claim::pinned).stream(), downloads, plans, inStatus(facts).stream())
                .flatMap(results -> results)
                .findFirst();
    }

    private static Optional<PlanResult> planned(CacheJob job) {
        return message(job) instanceof PlanResult result ? Optional.of(result) : Optional.empty();
    }

    private static Optional<PlanResult> inStatus(CacheFacts facts) {
        AIMModelCache.Status status = facts.cache().getStatus();
        return status == null || status.revision() == null || status.bytesTotal() == null || status.files() == null
                ? Optional.empty()
                : Optional.of(new PlanResult(status.revision(), status.bytesTotal(), status.files()));
    }

    private static CachePlan planning(CacheFacts facts, StepState.Rules rules) {
        StepState state = StepState.of(
                facts.jobs(CacheStep.PLAN),
                _ -> true,
                job -> Optional.of(CacheFailure.unexplained("The plan's Job " + job.name() + " left no result.")),
                rules);
        return switch (state) {
            case StepState.Due due -> new CachePlan.StartPlan(due.attempt());
            case StepState.Running running -> new CachePlan.AwaitPlan(running.state(), running.before());
            case StepState.Failed failed -> new CachePlan.PlanFailed(failed.failure(), failed.tried(), failed.next());
            case StepState.Done done ->
                throw new IllegalStateException("a plan without a result is a failure: " + done);
        };
    }

    private static Optional<CachePlan> unusable(CacheFacts facts, PlanResult pinned, Claim claim) {
        if (claim.terminating()) {
            return Optional.of(new CachePlan.AwaitClaim(
                    pinned,
                    new Finding(
                            Reason.ClaimBeingDeleted,
                            "Claim " + facts.name() + " is being deleted; once no pod uses it any more, another is made"
                                    + " and the files are fetched again.")));
        }
        return switch (claim.phase()) {
            case LOST ->
                Optional.of(new CachePlan.AwaitClaim(
                        pinned,
                        new Finding(
                                Reason.ClaimLost,
                                "The volume behind claim " + facts.name() + " is gone; delete the claim to have another"
                                        + " made and the files fetched again.")));
            case PENDING ->
                ClaimWish.differs(facts.cache().getSpec().storage(), claim)
                        ? Optional.of(new CachePlan.ReplaceClaim(pinned, claim))
                        : Optional.empty();
            case BOUND -> Optional.empty();
        };
    }

    private static CachePlan filling(CacheFacts facts, PlanResult pinned, Claim claim, StepState.Rules rules) {
        Optional<Instant> completed = completed(facts, pinned, claim);
        Optional<CacheFacts.Corruption> repair = completed.flatMap(
                at -> facts.corruption().filter(corruption -> corruption.at().isAfter(at)));
        if (completed.isPresent() && repair.isEmpty()) {
            return new CachePlan.Ready(pinned, claim);
        }
        StepState state = StepState.of(
                facts.jobs(CacheStep.DOWNLOAD),
                job -> claim.uid().equals(job.claimUid()),
                job -> result(job, pinned).isPresent()
                        ? Optional.empty()
                        : Optional.of(CacheFailure.unexplained(
                                "The download's Job " + job.name() + " left no result; the files are verified again.")),
                rules);
        return switch (state) {
            case StepState.Due due -> new CachePlan.StartDownload(pinned, claim, repair, due.attempt());
            case StepState.Done _ ->
                new CachePlan.StartDownload(
                        pinned,
                        claim,
                        repair,
                        StepState.again(facts.jobs(CacheStep.DOWNLOAD), rules).attempt());
            case StepState.Running running ->
                new CachePlan.AwaitDownload(pinned, claim, repair, running.state(), running.before());
            case StepState.Failed failed ->
                new CachePlan.DownloadFailed(pinned, claim, repair, failed.failure(), failed.tried(), failed.next());
        };
    }

    /** When this claim was last found complete: by a download's result, or by what status says was found then. */
    private static Optional<Instant> completed(CacheFacts facts, PlanResult pinned, Claim claim) {
        Stream<Instant> results = facts.jobs(CacheStep.DOWNLOAD).stream()
                .filter(job -> claim.uid().equals(job.claimUid()))
                .flatMap(job -> result(job, pinned).stream());
        return Stream.concat(results, verifiedInStatus(facts, claim).stream()).max(Comparator.naturalOrder());
    }

    private static Optional<Instant> verifiedInStatus(CacheFacts facts, Claim claim) {
        AIMModelCache.Status status = facts.cache().getStatus();
        if (status == null || !claim.uid().equals(status.claimUid())) {
            return Optional.empty();
        }
        return Conditions.find(status.conditions(), CacheConditions.VERIFIED)
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(Condition::getLastTransitionTime)
                .map(Instant::parse);
    }

    /** When the Job left a result for what is pinned. */
    private static Optional<Instant> result(CacheJob job, PlanResult pinned) {
        return message(job) instanceof DownloadResult result
                        && result.revision().equals(pinned.revision())
                        && job.state() instanceof CacheJob.State.Succeeded succeeded
                ? Optional.of(succeeded.at())
                : Optional.empty();
    }

    private static TerminationMessage message(CacheJob job) {
        return job.state() instanceof CacheJob.State.Succeeded succeeded
                ? succeeded.message().orElseGet(() -> new TerminationMessage.Unreadable(""))
                : new TerminationMessage.Unreadable("");
    }

    private StepState.Rules rules(CacheFacts facts) {
        Map<String, String> annotations =
                Objects.requireNonNullElse(facts.cache().getMetadata().getAnnotations(), Map.of());
        String series = facts.cache().getMetadata().getGeneration() + " "
                + annotations.getOrDefault(Names.ANNOTATION_RETRY, "");
        int retries = DownloadSettings.of(facts.cache().getSpec().download()).retries();
        return new StepState.Rules(series.strip(), retries, retry, facts.now());
    }
}
