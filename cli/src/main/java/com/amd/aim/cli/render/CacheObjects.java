package com.amd.aim.cli.render;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.apply.AppliedForm;
import com.amd.aim.operator.plan.Attempt;
import com.amd.aim.operator.plan.CacheFacts;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.CachePlan;
import com.amd.aim.operator.plan.CachePlanner;
import com.amd.aim.operator.plan.CacheStep;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.RetryRules;
import com.amd.aim.operator.plan.StorageKind;
import com.amd.aim.operator.render.CacheClaim;
import com.amd.aim.operator.render.CacheJobs;
import com.amd.aim.operator.render.JobSettings;
import com.amd.aim.operator.render.Trees;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is applied for one cache, step after step as the operator takes them, as far as facts reach. */
final class CacheObjects {
    private final AIMModelCache cache;
    private final ClusterFacts.@Nullable OfCache known;
    private final List<StorageKind> storage;
    private final JobSettings settings;
    private final CacheJobs renderer;
    private final List<ObjectNode> objects = new ArrayList<>();
    private final List<CacheJob> jobs = new ArrayList<>();
    private @Nullable Claim claim;

    private CacheObjects(
            AIMModelCache cache,
            ClusterFacts.@Nullable OfCache known,
            List<StorageKind> storage,
            JobSettings settings) {
        this.cache = cache;
        this.known = known;
        this.storage = storage;
        this.settings = settings;
        this.renderer = new CacheJobs(settings);
    }

    /**
     * What came of it.
     *
     * @param objects in the order in which they are applied
     * @param claim as it will be; absent before the hub was asked
     */
    record Rendered(List<ObjectNode> objects, Optional<Claim> claim) {}

    static Rendered of(
            AIMModelCache cache,
            ClusterFacts.@Nullable OfCache known,
            List<StorageKind> storage,
            JobSettings settings) {
        CacheObjects steps = new CacheObjects(cache, known, storage, settings);
        boolean more = true;
        while (more) {
            more = steps.take(new CachePlanner(RetryRules.STANDARD).plan(steps.facts()));
        }
        return new Rendered(List.copyOf(steps.objects), Optional.ofNullable(steps.claim));
    }

    /** What the hub is known to have answered. */
    static Optional<PlanResult> planned(ClusterFacts.@Nullable OfCache known) {
        return known == null || known.revision() == null || known.bytes() == null || known.files() == null
                ? Optional.empty()
                : Optional.of(new PlanResult(known.revision(), known.bytes(), known.files()));
    }

    private CacheFacts facts() {
        return new CacheFacts(
                cache,
                jobs,
                Optional.ofNullable(claim),
                storage,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                settings.hub(),
                Instant.EPOCH);
    }

    /** Whether more can be said after it. */
    private boolean take(CachePlan plan) {
        return switch (plan) {
            case CachePlan.StartPlan(var attempt) -> ask(attempt);
            case CachePlan.MakeClaim(var pinned, var wish) -> {
                objects.add(AppliedForm.of(Trees.of(CacheClaim.of(cache, pinned, wish))));
                String uid = known == null ? null : known.claimUid();
                claim = new Claim(
                        Objects.requireNonNullElse(uid, ""),
                        Claim.Phase.BOUND,
                        wish.storageClass(),
                        wish.shared(),
                        wish.bytes(),
                        Optional.of(pinned),
                        false);
                yield uid != null;
            }
            case CachePlan.StartDownload(var pinned, var filled, var _, var attempt) -> {
                objects.add(Trees.of(renderer.download(cache, attempt, pinned, filled)));
                yield false;
            }
            default -> throw new IllegalStateException("nothing was done yet that could come to " + plan);
        };
    }

    /** Whether it is known what the hub answers. */
    private boolean ask(Attempt attempt) {
        Job job = renderer.plan(cache, attempt);
        objects.add(Trees.of(job));
        Optional<PlanResult> answer = planned(known);
        answer.ifPresent(result -> jobs.add(new CacheJob(
                job.getMetadata().getName(),
                CacheStep.PLAN,
                attempt.number(),
                attempt.tried(),
                attempt.series(),
                null,
                Optional.empty(),
                new CacheJob.State.Succeeded(Optional.of(result), Instant.EPOCH),
                false)));
        return answer.isPresent();
    }
}
