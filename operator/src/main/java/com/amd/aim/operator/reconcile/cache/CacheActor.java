package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.plan.Attempt;
import com.amd.aim.operator.plan.CacheFacts;
import com.amd.aim.operator.plan.CacheJob;
import com.amd.aim.operator.plan.CachePlan;
import com.amd.aim.operator.plan.ClaimWish;
import com.amd.aim.operator.render.CacheClaim;
import com.amd.aim.operator.render.CacheJobs;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Does the one thing that was decided. Each is safe to do twice: a Job's name is its attempt's, a claim's is the cache's. */
final class CacheActor {
    /** What the API server answers to an object that it will not have: a quota, a policy, a value. */
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    private static final int LONGEST_SENTENCE = 400;

    private final KubernetesClient client;
    private final Applier applier;
    private final CacheJobs jobs;

    CacheActor(KubernetesClient client, Applier applier, CacheJobs jobs) {
        this.client = client;
        this.applier = applier;
        this.jobs = jobs;
    }

    /** Acts, and returns what is to be told: what was decided, or that it was refused. */
    CachePlan act(CacheFacts facts, CachePlan plan) {
        AIMModelCache cache = facts.cache();
        try {
            switch (plan) {
                case CachePlan.StartPlan start -> start(cache, start.attempt(), jobs.plan(cache, start.attempt()));
                case CachePlan.MakeClaim make -> {
                    return make(cache, make);
                }
                case CachePlan.ReplaceClaim _ -> deleteClaim(facts);
                case CachePlan.StartDownload(var pinned, var claim, var _, var attempt) ->
                    start(cache, attempt, jobs.download(cache, attempt, pinned, claim));
                case CachePlan.AwaitPlan _,
                        CachePlan.PlanFailed _,
                        CachePlan.AwaitClaim _,
                        CachePlan.AwaitDownload _,
                        CachePlan.DownloadFailed _,
                        CachePlan.Ready _,
                        CachePlan.Refused _ -> {}
            }
            return plan;
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode())) {
                return new CachePlan.Refused(plan, new Finding(Reason.ApplyRefused, sentence(e)));
            }
            throw e;
        }
    }

    /**
     * Has the claim grow to what the spec wants by now.
     *
     * @return why it cannot
     */
    Optional<String> grow(AIMModelCache cache, PersistentVolumeClaim live, PlanResult pinned, ClaimWish wish) {
        try {
            applier.apply(CacheClaim.of(cache, pinned, wish), live);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            if (REFUSALS.contains(e.getCode())) {
                return Optional.of(sentence(e));
            }
            throw e;
        }
    }

    /** With the Jobs of it, whose pods would keep it. */
    private void deleteClaim(CacheFacts facts) {
        AIMModelCache cache = facts.cache();
        deleteJobs(cache, facts.jobs().stream().map(CacheJob::name).toList());
        client.persistentVolumeClaims()
                .inNamespace(cache.getMetadata().getNamespace())
                .withName(cache.getMetadata().getName())
                .delete();
    }

    private void start(AIMModelCache cache, Attempt attempt, Job job) {
        deleteJobs(cache, attempt.obsolete());
        applier.createOnce(job);
    }

    private void deleteJobs(AIMModelCache cache, Collection<String> names) {
        names.forEach(name -> client.batch()
                .v1()
                .jobs()
                .inNamespace(cache.getMetadata().getNamespace())
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
    }

    /** Looks before it makes one: a claim without our labels is not seen by the informer, and may be somebody else's. */
    private CachePlan make(AIMModelCache cache, CachePlan.MakeClaim make) {
        PersistentVolumeClaim there = client.persistentVolumeClaims()
                .inNamespace(cache.getMetadata().getNamespace())
                .withName(cache.getMetadata().getName())
                .get();
        if (there == null) {
            applier.apply(CacheClaim.of(cache, make.pinned(), make.wish()), null);
            return make;
        }
        if (there.isMarkedForDeletion()) {
            return make;
        }
        if (there.hasOwnerReferenceFor(cache)) {
            applier.apply(CacheClaim.of(cache, make.pinned(), as(there)), there);
            return make;
        }
        return new CachePlan.AwaitClaim(
                make.pinned(),
                new Finding(
                        Reason.NameTaken,
                        "There is a claim %s that does not belong to this cache; delete it, or give the cache another name."
                                .formatted(cache.getMetadata().getName())));
    }

    private static ClaimWish as(PersistentVolumeClaim claim) {
        var seen = ClaimReader.read(claim);
        return new ClaimWish(seen.storageClass(), seen.shared(), seen.bytes());
    }

    private static String sentence(KubernetesClientException e) {
        String said = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
        // a refused Job's message holds the whole pod
        String shown = said == null ? "no reason given" : said;
        return "The API server refuses it: "
                + (shown.length() <= LONGEST_SENTENCE ? shown : shown.substring(0, LONGEST_SENTENCE) + "…");
    }
}
