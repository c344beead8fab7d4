package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.Progress;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.ConditionState;
import com.amd.aim.operator.status.Conditions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The status of a cache, made of what was seen and what was decided. */
public final class CacheReport {
    private CacheReport() {}

    /**
     * The whole status.
     *
     * @param conditions of {@link CacheConditions}, corrected by what came of acting
     */
    public static AIMModelCache.Status status(CacheFacts facts, CachePlan plan, List<ConditionState> conditions) {
        AIMModelCache cache = facts.cache();
        AIMModelCache.@Nullable Status old = cache.getStatus();
        Optional<PlanResult> pinned = plan.known();
        ProgressText progress = ProgressText.of(facts, plan);
        long generation = cache.getMetadata().getGeneration();
        Phase phase = phase(facts, plan);
        return new AIMModelCache.Status(
                generation,
                phase,
                pinned.map(PlanResult::revision).orElse(null),
                pinned.map(PlanResult::bytes).orElse(null),
                progress.bytesDone(),
                pinned.map(PlanResult::files).orElse(null),
                progress.percent(),
                pinned.map(plans -> ByteText.of(plans.bytes())).orElse(null),
                progress.rate(),
                progress.eta(),
                facts.claim().isPresent() ? facts.name() : null,
                plan instanceof CachePlan.Ready ready ? ready.claim().uid() : null,
                facts.users(),
                users(facts.users().size()),
                tried(facts),
                Objects.requireNonNullElse(cache.getMetadata().getAnnotations(), Map.<String, String>of())
                        .get(Names.ANNOTATION_RETRY),
                Conditions.merge(
                        old == null ? null : old.conditions(),
                        withStalled(conditions, phase == Phase.Failed || plan instanceof CachePlan.Refused),
                        generation,
                        facts.now()));
    }

    /** Stalled is there only where it holds: kstatus tells by it a failure from what is still on its way. */
    private static List<ConditionState> withStalled(List<ConditionState> conditions, boolean stalled) {
        ConditionState ready = conditions.getLast();
        return stalled
                ? Stream.concat(
                                conditions.stream(),
                                Stream.of(ConditionState.isTrue(
                                        CacheConditions.STALLED, ready.reason(), ready.message())))
                        .toList()
                : conditions;
    }

    private static Phase phase(CacheFacts facts, CachePlan plan) {
        if (facts.deleting()) {
            return Phase.Deleting;
        }
        return switch (plan) {
            case CachePlan.StartPlan _ -> Phase.Planning;
            case CachePlan.AwaitPlan await ->
                await.before().map(before -> after(before, Phase.Planning)).orElse(Phase.Planning);
            case CachePlan.PlanFailed failed ->
                failed.next().isEmpty() ? Phase.Failed : after(failed.failure(), Phase.Planning);
            case CachePlan.Refused refused -> phase(facts, refused.wanted());
            case CachePlan.MakeClaim _, CachePlan.ReplaceClaim _, CachePlan.AwaitClaim _ -> Phase.Pending;
            case CachePlan.DownloadFailed failed ->
                failed.next().isEmpty() ? Phase.Failed : after(failed.failure(), downloading(failed));
            case CachePlan.Filling filling -> downloading(filling);
            case CachePlan.Ready _ -> Phase.Ready;
        };
    }

    private static Phase downloading(CachePlan.Filling filling) {
        if (filling.repair().isPresent()) {
            return Phase.Corrupt;
        }
        return filling.claim().phase() == Claim.Phase.BOUND ? Phase.Downloading : Phase.Pending;
    }

    /** What a person has to put right is Failed, also while it is being tried again; what time heals is still on its way. */
    private static Phase after(CacheFailure failure, Phase onItsWay) {
        return failure.recovery() == CacheFailure.Recovery.TIME ? onItsWay : Phase.Failed;
    }

    private static String users(int count) {
        return switch (count) {
            case 0 -> "unused";
            case 1 -> "1 service";
            default -> count + " services";
        };
    }

    /** Tries of the newest step that has Jobs. */
    private static @Nullable Integer tried(CacheFacts facts) {
        List<CacheJob> downloads = facts.jobs(CacheStep.DOWNLOAD);
        return (downloads.isEmpty() ? facts.jobs(CacheStep.PLAN) : downloads)
                .stream()
                        .max(java.util.Comparator.comparingInt(CacheJob::attempt))
                        .map(CacheJob::tried)
                        .orElse(null);
    }

    /**
     * How far a download is, in the forms of status. Rounded, so that a status is not written for what nobody would notice.
     *
     * @param bytesDone on the claim
     * @param percent {@code 42%}
     * @param rate {@code 850 MiB/s}
     * @param eta {@code 3m20s}
     */
    record ProgressText(
            @Nullable Long bytesDone,
            @Nullable String percent,
            @Nullable String rate,
            @Nullable String eta) {
        private static final ProgressText NONE = new ProgressText(null, null, null, null);

        static ProgressText of(CacheFacts facts, CachePlan plan) {
            return switch (plan) {
                case CachePlan.Ready ready -> new ProgressText(ready.pinned().bytes(), "100%", null, null);
                case CachePlan.AwaitDownload _ ->
                    facts.progress().map(ProgressText::of).orElseGet(() -> kept(facts));
                case CachePlan.StartDownload _, CachePlan.DownloadFailed _ -> kept(facts);
                default -> NONE;
            };
        }

        private static ProgressText of(Progress progress) {
            return new ProgressText(
                    progress.bytesDone(),
                    progress.percent() + "%",
                    ByteText.of(progress.bytesPerSecond()) + "/s",
                    progress.etaSeconds().isPresent()
                            ? GoDuration.text(rounded(progress.etaSeconds().getAsLong()))
                            : null);
        }

        /** What was last told stays until the running attempt says more; a new claim starts with nothing. */
        private static ProgressText kept(CacheFacts facts) {
            AIMModelCache.@Nullable Status old = facts.cache().getStatus();
            boolean same = old != null && (old.phase() == Phase.Downloading || old.phase() == Phase.Corrupt);
            return old == null || !same ? NONE : new ProgressText(old.bytesDone(), old.progress(), null, null);
        }

        /** To 5 s below a minute, to 10 s below ten, to minutes above. */
        private static java.time.Duration rounded(long seconds) {
            long step = seconds < 60 ? 5 : seconds < 600 ? 10 : 60;
            return java.time.Duration.ofSeconds(Math.ceilDiv(seconds, step) * step);
        }
    }
}
