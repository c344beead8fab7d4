package com.amd.aim.operator.plan;

import com.amd.aim.engine.cache.DownloadError;
import com.amd.aim.engine.cache.DownloadFailure;
import com.amd.aim.engine.cache.DownloadResult;
import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.engine.cache.Progress;
import com.amd.aim.engine.cache.TerminationMessage;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.status.Finding;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cache and what is around it, for tests of what is decided. */
final class CacheFactsBuilder {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final PlanResult PINNED = new PlanResult("c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00", 64L << 30, 9);
    static final String SERIES = "1";
    static final String CLAIM_UID = "claim-uid";

    private final AIMModelCache cache = new AIMModelCache();
    private final List<CacheJob> jobs = new ArrayList<>();
    private List<StorageKind> storage = List.of(new StorageKind("nfs", "nfs.csi.k8s.io", true, false, true));
    private @Nullable Claim claim;
    private List<String> users = List.of();
    private CacheFacts.@Nullable Corruption corruption;
    private @Nullable Progress progress;
    private @Nullable String claimTrouble;

    CacheFactsBuilder() {
        cache.setMetadata(new ObjectMetaBuilder()
                .withName("qwen")
                .withNamespace("team-a")
                .withUid("cache-uid")
                .withGeneration(1L)
                .build());
        spec(new AIMModelCache.Spec(
                new AIMModelCache.Source("hf://Qwen/Qwen3-32B", "main", null), null, null, null, null));
    }

    CacheFactsBuilder spec(AIMModelCache.Spec spec) {
        cache.setSpec(spec);
        return this;
    }

    CacheFactsBuilder annotated(String key, String value) {
        cache.getMetadata().getAnnotations().put(key, value);
        return this;
    }

    CacheFactsBuilder generation(long generation) {
        cache.getMetadata().setGeneration(generation);
        return this;
    }

    CacheFactsBuilder deleting() {
        cache.getMetadata().setDeletionTimestamp(NOW.toString());
        return this;
    }

    CacheFactsBuilder usedBy(String... services) {
        users = List.of(services);
        return this;
    }

    CacheFactsBuilder storage(StorageKind... kinds) {
        storage = List.of(kinds);
        return this;
    }

    CacheFactsBuilder claim(Claim.Phase phase) {
        return claim(new Claim(CLAIM_UID, phase, "nfs", true, 76L << 30, Optional.of(PINNED), false));
    }

    CacheFactsBuilder claim(Claim some) {
        claim = some;
        return this;
    }

    CacheFactsBuilder claimTrouble(String text) {
        claimTrouble = text;
        return this;
    }

    CacheFactsBuilder corrupt(Instant at) {
        corruption = new CacheFacts.Corruption("server-1", "model-00001.safetensors has 3 bytes, not 5.", at);
        return this;
    }

    CacheFactsBuilder progress(Progress reading) {
        progress = reading;
        return this;
    }

    /** What status says of files that were verified on a claim. */
    CacheFactsBuilder verifiedInStatus(String claimUid, Instant since) {
        cache.setStatus(new AIMModelCache.Status(
                1L,
                AIMModelCache.Phase.Ready,
                PINNED.revision(),
                PINNED.bytes(),
                PINNED.bytes(),
                PINNED.files(),
                "100%",
                null,
                null,
                null,
                "qwen",
                claimUid,
                List.of(),
                null,
                1,
                null,
                List.of(new ConditionBuilder()
                        .withType(CacheConditions.VERIFIED)
                        .withStatus("True")
                        .withReason("Verified")
                        .withMessage("")
                        .withLastTransitionTime(since.toString())
                        .build())));
        return this;
    }

    CacheFactsBuilder job(CacheJob job) {
        jobs.add(job);
        return this;
    }

    static CacheJob planJob(int attempt, int tried, CacheJob.State state) {
        return new CacheJob(
                "qwen-plan" + attempt, CacheStep.PLAN, attempt, tried, SERIES, null, Optional.empty(), state, false);
    }

    static CacheJob downloadJob(int attempt, int tried, CacheJob.State state) {
        return new CacheJob(
                "qwen-dl" + attempt,
                CacheStep.DOWNLOAD,
                attempt,
                tried,
                SERIES,
                CLAIM_UID,
                Optional.of(PINNED),
                state,
                false);
    }

    static CacheJob.State running() {
        return new CacheJob.State.Running(Optional.empty(), Optional.of("10.0.0.7"));
    }

    static CacheJob.State stuck(Finding trouble) {
        return new CacheJob.State.Running(Optional.of(trouble), Optional.empty());
    }

    static CacheJob.State planned() {
        return new CacheJob.State.Succeeded(Optional.of(PINNED), NOW.minusSeconds(60));
    }

    static CacheJob.State downloaded(Instant at) {
        return succeeded(
                new DownloadResult(PINNED.revision(), PINNED.bytes(), PINNED.files(), PINNED.bytes(), 1.5), at);
    }

    static CacheJob.State succeeded(@Nullable TerminationMessage message, Instant at) {
        return new CacheJob.State.Succeeded(Optional.ofNullable(message), at);
    }

    static CacheJob.State failed(DownloadError error, Instant at) {
        return new CacheJob.State.Failed(
                CacheFailure.of(new DownloadFailure(error, "It said " + error.word() + ".")), at);
    }

    CacheFacts build() {
        return new CacheFacts(
                cache,
                List.copyOf(jobs),
                Optional.ofNullable(claim),
                storage,
                users,
                Optional.ofNullable(corruption),
                Optional.ofNullable(progress),
                Optional.ofNullable(claimTrouble),
                URI.create("https://huggingface.co"),
                NOW);
    }
}
