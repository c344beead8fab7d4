package com.amd.aim.operator.plan;

import static com.amd.aim.operator.plan.CacheFactsBuilder.CLAIM_UID;
import static com.amd.aim.operator.plan.CacheFactsBuilder.NOW;
import static com.amd.aim.operator.plan.CacheFactsBuilder.PINNED;
import static com.amd.aim.operator.plan.CacheFactsBuilder.SERIES;
import static com.amd.aim.operator.plan.CacheFactsBuilder.downloadJob;
import static com.amd.aim.operator.plan.CacheFactsBuilder.downloaded;
import static com.amd.aim.operator.plan.CacheFactsBuilder.failed;
import static com.amd.aim.operator.plan.CacheFactsBuilder.planJob;
import static com.amd.aim.operator.plan.CacheFactsBuilder.planned;
import static com.amd.aim.operator.plan.CacheFactsBuilder.running;
import static com.amd.aim.operator.plan.CacheFactsBuilder.stuck;
import static com.amd.aim.operator.plan.CacheFactsBuilder.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.CacheStorage;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePlannerTest {
    private static final Backoff WAIT = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(5));
    private static final Backoff LONG_WAIT = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static CacheFactsBuilder facts() {
        return new CacheFactsBuilder();
    }

    private static CachePlan plan(CacheFactsBuilder facts) {
        return new CachePlanner(new RetryRules(WAIT, LONG_WAIT)).plan(facts.build());
    }

    @Nested
    @DisplayName("in order")
    class InOrder {
        @Test
        @DisplayName("a new cache is planned")
        void plansFirst() {
            assertThat(plan(facts())).isEqualTo(new CachePlan.StartPlan(new Attempt(1, 1, SERIES, List.of())));
        }

        @Test
        @DisplayName("while the plan's Job runs, nothing else happens")
        void awaitsPlan() {
            assertThat(plan(facts().job(planJob(1, 1, running())))).isInstanceOf(CachePlan.AwaitPlan.class);
        }

        @Test
        @DisplayName(
                "the plan's bytes, a tenth and 5 GiB make the claim, shared where the default class is known for it")
        void makesClaim() {
            assertThat(plan(facts().job(planJob(1, 1, planned()))))
                    .isEqualTo(new CachePlan.MakeClaim(PINNED, new ClaimWish("nfs", true, 76L << 30)));
        }

        @Test
        @DisplayName("a claim that waits for its first pod gets one: the download starts")
        void downloads() {
            assertThat(plan(facts().job(planJob(1, 1, planned())).claim(Claim.Phase.PENDING)))
                    .isInstanceOfSatisfying(CachePlan.StartDownload.class, start -> {
                        assertThat(start.attempt()).isEqualTo(new Attempt(1, 1, SERIES, List.of()));
                        assertThat(start.repair()).isEmpty();
                    });
        }

        @Test
        @DisplayName("only the download's result makes it ready")
        void ready() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(downloadJob(1, 1, running()))))
                    .isInstanceOf(CachePlan.AwaitDownload.class);
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(downloadJob(1, 1, downloaded(NOW)))))
                    .isInstanceOf(CachePlan.Ready.class);
        }

        @Test
        @DisplayName("a result for another commit is none, and neither is a Job that only succeeded")
        void otherResults() {
            var other = new DownloadResult("0".repeat(40), 1, 1, 1, 1);
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(downloadJob(1, 1, succeeded(other, NOW)))))
                    .isInstanceOf(CachePlan.DownloadFailed.class);
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(downloadJob(1, 1, succeeded(null, NOW)))))
                    .isInstanceOf(CachePlan.DownloadFailed.class);
        }
    }

    @Nested
    @DisplayName("the commit is pinned")
    class Pinned {
        private final PlanResult newer = new PlanResult("1".repeat(40), 1, 1);

        @Test
        @DisplayName("on the claim, whatever a later plan or status says")
        void onClaim() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(planJob(2, 1, succeeded(newer, NOW))))
                            .known())
                    .contains(PINNED);
        }

        @Test
        @DisplayName("on the download's Job, where the claim is gone")
        void onJob() {
            assertThat(plan(facts().job(downloadJob(1, 1, downloaded(NOW))).job(planJob(2, 1, succeeded(newer, NOW)))))
                    .isInstanceOfSatisfying(
                            CachePlan.MakeClaim.class,
                            make -> assertThat(make.pinned()).isEqualTo(PINNED));
        }

        @Test
        @DisplayName("by the first plan, where there were two")
        void byFirstPlan() {
            assertThat(plan(facts().job(planJob(2, 1, succeeded(newer, NOW))).job(planJob(1, 1, planned())))
                            .known())
                    .contains(PINNED);
        }

        @Test
        @DisplayName("in status, where nothing else is left")
        void inStatus() {
            assertThat(plan(facts().verifiedInStatus("gone", NOW)).known()).contains(PINNED);
        }
    }

    @Nested
    @DisplayName("ready is what is, not what was")
    class Truth {
        @Test
        @DisplayName("status is believed of the claim it speaks of, also when the Jobs are gone")
        void statusOfThisClaim() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND).verifiedInStatus(CLAIM_UID, NOW)))
                    .isInstanceOf(CachePlan.Ready.class);
        }

        @Test
        @DisplayName("a claim made anew under the same name is empty: it is filled again, as the next attempt")
        void newClaim() {
            assertThat(plan(facts().claim(new Claim(
                                    "another-uid", Claim.Phase.BOUND, "nfs", true, 1L, Optional.of(PINNED), false))
                            .verifiedInStatus(CLAIM_UID, NOW)
                            .job(downloadJob(1, 1, downloaded(NOW)))))
                    .isInstanceOfSatisfying(
                            CachePlan.StartDownload.class,
                            start -> assertThat(start.attempt()).isEqualTo(new Attempt(2, 1, SERIES, List.of())));
        }

        @Test
        @DisplayName("a lost status is rebuilt from the download's Job")
        void lostStatus() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND).job(downloadJob(3, 1, downloaded(NOW)))))
                    .isEqualTo(new CachePlan.Ready(
                            PINNED,
                            facts().claim(Claim.Phase.BOUND).build().claim().orElseThrow()));
        }

        @Test
        @DisplayName("with neither status nor Jobs the files are verified again")
        void nothingLeft() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND))).isInstanceOf(CachePlan.StartDownload.class);
        }

        @Test
        @DisplayName(
                "a server's complaint that is newer than the download has the files verified; an older one is history")
        void corrupt() {
            CacheFactsBuilder done =
                    facts().claim(Claim.Phase.BOUND).job(downloadJob(1, 1, downloaded(NOW.minusSeconds(9))));
            assertThat(plan(done.corrupt(NOW.minusSeconds(10)))).isInstanceOf(CachePlan.Ready.class);
            assertThat(plan(done.corrupt(NOW.minusSeconds(5))))
                    .isInstanceOfSatisfying(CachePlan.StartDownload.class, start -> {
                        assertThat(start.repair()).isPresent();
                        assertThat(start.attempt().number()).isEqualTo(2);
                    });
            assertThat(plan(done.job(downloadJob(2, 1, downloaded(NOW))))).isInstanceOf(CachePlan.Ready.class);
        }

        @Test
        @DisplayName("a claim that is being deleted or has lost its volume cannot be used")
        void unusable() {
            Claim bound = facts().claim(Claim.Phase.BOUND).build().claim().orElseThrow();
            Claim leaving = new Claim(
                    bound.uid(), bound.phase(), bound.storageClass(), true, bound.bytes(), bound.pinned(), true);
            assertThat(plan(facts().claim(leaving).verifiedInStatus(CLAIM_UID, NOW)))
                    .isInstanceOfSatisfying(
                            CachePlan.AwaitClaim.class,
                            await -> assertThat(await.why().reason()).isEqualTo(Reason.ClaimBeingDeleted));
            assertThat(plan(facts().claim(Claim.Phase.LOST).verifiedInStatus(CLAIM_UID, NOW)))
                    .isInstanceOfSatisfying(
                            CachePlan.AwaitClaim.class,
                            await -> assertThat(await.why().reason()).isEqualTo(Reason.ClaimLost));
        }
    }

    @Nested
    @DisplayName("a failed attempt")
    class Failed {
        @ParameterizedTest(name = "{0} after try {1}: waits {2} s")
        @CsvSource({
            "UNREACHABLE, 1, 10",
            "UNREACHABLE, 2, 20",
            "RATE_LIMITED, 6, 300",
            "UNREACHABLE, 7, ",
            "STALLED, 3, 40",
            "HASH_MISMATCH, 1, 10",
            "INTERNAL, 1, 10",
            "GATED, 1, 30",
            "UNAUTHORIZED, 2, 60",
            "NOT_FOUND, 99, 600",
            "REVISION_NOT_FOUND, 1, ",
            "NO_SPACE, 1, ",
            "INVALID_SOURCE, 1, ",
        })
        @DisplayName("is made again after a wait that its cause and its count decide, or not at all")
        void waits(DownloadError error, int tried, @Nullable Integer seconds) {
            Instant at = NOW.minusSeconds(1);
            CachePlan plan = plan(facts().job(planJob(tried, tried, failed(error, at))));
            assertThat(plan).isInstanceOfSatisfying(CachePlan.PlanFailed.class, failed -> {
                assertThat(failed.tried()).isEqualTo(tried);
                assertThat(failed.next()).isEqualTo(Optional.ofNullable(seconds).map(at::plusSeconds));
            });
        }

        @Test
        @DisplayName("is followed by the next once the wait is over; all but the newest finished Job go")
        void next() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND)
                            .job(downloadJob(1, 1, failed(DownloadError.STALLED, NOW.minusSeconds(600))))
                            .job(downloadJob(2, 2, failed(DownloadError.STALLED, NOW.minusSeconds(20))))))
                    .isInstanceOfSatisfying(
                            CachePlan.StartDownload.class,
                            start -> assertThat(start.attempt())
                                    .isEqualTo(new Attempt(3, 3, SERIES, List.of("qwen-dl1"))));
        }

        @Test
        @DisplayName("is made again at once when the retry annotation or the spec changes, and counted anew")
        void again() {
            CacheJob givenUp = planJob(7, 7, failed(DownloadError.UNREACHABLE, NOW));
            assertThat(plan(facts().job(givenUp).annotated(Names.ANNOTATION_RETRY, "now")))
                    .isEqualTo(new CachePlan.StartPlan(new Attempt(8, 1, "1 now", List.of())));
            assertThat(plan(facts().job(givenUp).generation(2)))
                    .isEqualTo(new CachePlan.StartPlan(new Attempt(8, 1, "2", List.of())));
        }

        @Test
        @DisplayName("a Job that is being deleted counts for nothing but its number")
        void terminating() {
            CacheJob job = planJob(4, 4, running());
            CacheJob leaving =
                    new CacheJob(job.name(), job.step(), 4, 4, SERIES, null, Optional.empty(), job.state(), true);
            assertThat(plan(facts().job(leaving)))
                    .isEqualTo(new CachePlan.StartPlan(new Attempt(5, 1, SERIES, List.of())));
        }

        @Test
        @DisplayName("a plan's Job that left no result has failed")
        void noResult() {
            assertThat(plan(facts().job(planJob(1, 1, succeeded(null, NOW))))).isInstanceOf(CachePlan.PlanFailed.class);
        }
    }

    @Nested
    @DisplayName("a running attempt")
    class Running {
        @Test
        @DisplayName("is left alone whatever the spec or the operator says by now")
        void leftAlone() {
            assertThat(plan(facts().claim(Claim.Phase.BOUND)
                            .job(downloadJob(1, 1, running()))
                            .generation(9)
                            .annotated(Names.ANNOTATION_RETRY, "now")))
                    .isInstanceOf(CachePlan.AwaitDownload.class);
        }

        @Test
        @DisplayName("is replaced when the spec changes while its pod cannot start")
        void stuckOne() {
            CacheJob waiting = planJob(1, 1, stuck(new Finding(Reason.ContainerConfigError, "no such Secret")));
            assertThat(plan(facts().job(waiting))).isInstanceOf(CachePlan.AwaitPlan.class);
            assertThat(plan(facts().job(waiting).generation(2)))
                    .isEqualTo(new CachePlan.StartPlan(new Attempt(2, 1, "2", List.of("qwen-plan1"))));
        }

        @Test
        @DisplayName("remembers why the one before it failed")
        void before() {
            assertThat(plan(facts().job(planJob(1, 1, failed(DownloadError.GATED, NOW.minusSeconds(60))))
                            .job(planJob(2, 2, running()))))
                    .isInstanceOfSatisfying(
                            CachePlan.AwaitPlan.class,
                            await -> assertThat(await.before()).isPresent());
        }
    }

    @Nested
    @DisplayName("the claim")
    class OfClaim {
        private final AIMModelCache.Source source = new AIMModelCache.Source("hf://a/b", null, null);

        private CacheFactsBuilder wanting(
                @Nullable String size, @Nullable String storageClass, CacheStorage.@Nullable AccessMode mode) {
            return facts().job(planJob(1, 1, planned()))
                    .spec(new AIMModelCache.Spec(source, new CacheStorage(size, storageClass, mode), null, null, null));
        }

        private ClaimWish wish(CacheFactsBuilder facts) {
            return ((CachePlan.MakeClaim) plan(facts)).wish();
        }

        @Test
        @DisplayName("follows what the spec gives")
        void given() {
            assertThat(wish(wanting("200Gi", "fast", CacheStorage.AccessMode.ReadWriteMany)))
                    .isEqualTo(new ClaimWish("fast", true, 200L << 30));
            assertThat(wish(wanting("1500M", null, CacheStorage.AccessMode.ReadWriteOnce)))
                    .isEqualTo(new ClaimWish("nfs", false, 1_500_000_000));
        }

        @Test
        @DisplayName("is for one node where the class is not known for more, does not exist, or is not there at all")
        void unknownClass() {
            assertThat(wish(wanting(null, "local", null)
                            .storage(new StorageKind("local", "rancher.io/local-path", false, true, false))))
                    .isEqualTo(new ClaimWish("local", false, 76L << 30));
            assertThat(wish(wanting(null, "missing", null))).isEqualTo(new ClaimWish("missing", false, 76L << 30));
            assertThat(wish(wanting(null, null, null).storage())).isEqualTo(new ClaimWish(null, false, 76L << 30));
        }

        @Test
        @DisplayName("is made anew while it is not bound and the spec wants another class or mode; what is bound stays")
        void replaced() {
            CacheFactsBuilder other = wanting(null, "fast", null);
            assertThat(plan(other.claim(Claim.Phase.PENDING))).isInstanceOf(CachePlan.ReplaceClaim.class);
            assertThat(plan(other.claim(Claim.Phase.BOUND))).isInstanceOf(CachePlan.StartDownload.class);
            assertThat(plan(wanting(null, "nfs", null).claim(Claim.Phase.PENDING)))
                    .isInstanceOf(CachePlan.StartDownload.class);
        }

        @ParameterizedTest(name = "{0} bytes → {1} GiB")
        @CsvSource({"0, 5", "1, 6", "1073741824, 7", "68719476736, 76", "687194767360, 709"})
        @DisplayName("has room for a tenth more and 5 GiB, in whole GiB")
        void size(long bytes, long gib) {
            assertThat(ClaimWish.sizeFor(bytes)).isEqualTo(gib << 30);
        }

        @Test
        @DisplayName("grows to what the spec wants by now, and never shrinks")
        void grows() {
            assertThat(CachePlanner.growth(wanting("100Gi", null, null)
                            .claim(Claim.Phase.BOUND)
                            .build()))
                    .contains(new ClaimWish("nfs", true, 100L << 30));
            assertThat(CachePlanner.growth(
                            wanting("10Gi", null, null).claim(Claim.Phase.BOUND).build()))
                    .isEmpty();
            assertThat(CachePlanner.growth(
                            wanting(null, null, null).claim(Claim.Phase.BOUND).build()))
                    .isEmpty();
        }
    }
}
