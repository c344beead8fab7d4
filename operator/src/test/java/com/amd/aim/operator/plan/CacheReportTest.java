package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.CacheFactsBuilder.CLAIM_UID;
import static com.amd.aim.operator.plan.CacheFactsBuilder.NOW;
import static com.amd.aim.operator.plan.CacheFactsBuilder.PINNED;
import static com.amd.aim.operator.plan.CacheFactsBuilder.downloadJob;
import static com.amd.aim.operator.plan.CacheFactsBuilder.downloaded;
import static com.amd.aim.operator.plan.CacheFactsBuilder.failed;
import static com.amd.aim.operator.plan.CacheFactsBuilder.planJob;
import static com.amd.aim.operator.plan.CacheFactsBuilder.planned;
import static com.amd.aim.operator.plan.CacheFactsBuilder.running;
import static com.amd.aim.operator.plan.CacheFactsBuilder.stuck;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.Progress;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.golden.Golden;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CacheReportTest {
    private static final Progress HALF =
            new Progress(PINNED.bytes(), 30L << 30, 891_289_600, OptionalLong.of(42), 9, 4);

    private static CacheFactsBuilder facts() {
        return new CacheFactsBuilder();
    }

    private static CacheFactsBuilder bound() {
        return facts().usedBy("chat").claim(Claim.Phase.BOUND);
    }

    static Map<String, CacheFactsBuilder> cases() {
        var cases = new TreeMap<String, CacheFactsBuilder>();
        cases.put("new", facts());
        cases.put("planning", facts().job(planJob(1, 1, running())));
        cases.put(
                "planning-image-missing",
                facts().job(planJob(
                        1,
                        1,
                        stuck(new Finding(
                                Reason.ImagePullFailed, "The image of pod p cannot be pulled: no such image")))));
        cases.put(
                "planning-again-after-gated",
                facts().job(planJob(1, 1, failed(DownloadError.GATED, NOW.minusSeconds(60))))
                        .job(planJob(2, 2, running())));
        cases.put("plan-unreachable", facts().job(planJob(1, 1, failed(DownloadError.UNREACHABLE, NOW))));
        cases.put("plan-gated", facts().job(planJob(3, 3, failed(DownloadError.GATED, NOW))));
        cases.put("plan-given-up", facts().job(planJob(7, 7, failed(DownloadError.UNREACHABLE, NOW))));
        cases.put("claim-to-be-made", facts().job(planJob(1, 1, planned())));
        cases.put(
                "claim-pending",
                facts().claim(Claim.Phase.PENDING)
                        .claimTrouble("no space on the filer")
                        .job(downloadJob(1, 1, running())));
        cases.put(
                "claim-waits-for-pod",
                facts().claim(Claim.Phase.PENDING)
                        .storage(new StorageKind("nfs", "rancher.io/local-path", true, true, false))
                        .job(downloadJob(
                                1, 1, stuck(new Finding(Reason.Unschedulable, "No node for pod p: 0/3 nodes")))));
        cases.put(
                "claim-without-class",
                facts().storage(new StorageKind("slow", "x", false, false, false))
                        .claim(new Claim(
                                CLAIM_UID, Claim.Phase.PENDING, null, false, 1L << 30, Optional.of(PINNED), false))
                        .job(downloadJob(1, 1, running())));
        cases.put(
                "claim-of-missing-class",
                facts().storage()
                        .claim(new Claim(
                                CLAIM_UID, Claim.Phase.PENDING, "fast", false, 1L << 30, Optional.of(PINNED), false))
                        .job(downloadJob(1, 1, running())));
        cases.put("claim-lost", bound().claim(Claim.Phase.LOST));
        cases.put("downloading", bound().job(downloadJob(1, 1, running())).progress(HALF));
        cases.put("download-stalled", bound().job(downloadJob(1, 1, failed(DownloadError.STALLED, NOW))));
        cases.put("download-no-space", bound().job(downloadJob(1, 1, failed(DownloadError.NO_SPACE, NOW))));
        cases.put("ready", bound().job(downloadJob(1, 1, downloaded(NOW))));
        cases.put(
                "ready-on-one-node",
                facts().claim(new Claim(
                                CLAIM_UID, Claim.Phase.BOUND, "local", false, 76L << 30, Optional.of(PINNED), false))
                        .job(downloadJob(1, 1, downloaded(NOW))));
        cases.put(
                "ready-not-enlarged",
                bound().claimTrouble("The API server refuses it: only expandable classes")
                        .job(downloadJob(1, 1, downloaded(NOW))));
        cases.put(
                "ready-deleting", bound().usedBy("chat", "search").deleting().job(downloadJob(1, 1, downloaded(NOW))));
        cases.put(
                "repairing",
                bound().job(downloadJob(1, 1, downloaded(NOW.minusSeconds(60))))
                        .corrupt(NOW)
                        .job(downloadJob(2, 1, running()))
                        .progress(HALF));
        return cases;
    }

    static java.util.Set<String> names() {
        return cases().keySet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    @DisplayName("what is told of a cache")
    void told(String name) {
        CacheFacts facts = java.util.Objects.requireNonNull(cases().get(name)).build();
        Golden.check("cache-status/" + name + ".yaml", status(facts));
    }

    private static AIMModelCache.Status status(CacheFacts facts) {
        CachePlan plan = new CachePlanner(RetryRules.STANDARD).plan(facts);
        return CacheReport.status(facts, plan, CacheConditions.of(facts, plan));
    }

    @Test
    @DisplayName("what the API server refuses is told where it belongs, and is the reason for not being ready")
    void refused() {
        CacheFacts facts = facts().job(planJob(1, 1, planned())).build();
        CachePlan plan = new CachePlan.Refused(
                new CachePlanner(RetryRules.STANDARD).plan(facts),
                new Finding(Reason.ApplyRefused, "The API server refuses it: exceeded quota"));
        Golden.check(
                "cache-status/claim-refused.yaml", CacheReport.status(facts, plan, CacheConditions.of(facts, plan)));
    }

    @Test
    @DisplayName("a status told again of the same facts is equal, so that nothing is written")
    void stable() {
        cases().forEach((name, builder) -> {
            CacheFacts facts = builder.build();
            AIMModelCache.Status first = status(facts);
            facts.cache().setStatus(first);
            assertThat(status(facts)).as(name).isEqualTo(first);
        });
    }
}
