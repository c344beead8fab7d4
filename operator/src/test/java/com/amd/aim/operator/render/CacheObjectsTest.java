package com.amd.aim.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.cache.PlanResult;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.golden.Golden;
import com.amd.aim.operator.plan.Attempt;
import com.amd.aim.operator.plan.Claim;
import com.amd.aim.operator.plan.ClaimWish;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CacheObjectsTest {
    private static final PlanResult PINNED = new PlanResult("c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00", 64L << 30, 9);
    private static final CacheJobs JOBS =
            new CacheJobs(new JobSettings("aim-engine/aim:1.0.0", URI.create("https://huggingface.co")));
    private static final Claim CLAIM =
            new Claim("claim-uid", Claim.Phase.BOUND, "standard", true, 1, Optional.of(PINNED), false);

    static List<String> cases() {
        return Golden.cases("cache-objects");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    @DisplayName("the objects of a cache")
    void objects(String name) {
        AIMModelCache cache = read(Golden.read("cache-objects/" + name + "/in.yaml"));
        Golden.check(
                "cache-objects/" + name + "/out.yaml",
                JOBS.plan(cache, new Attempt(1, 1, "1", List.of())),
                CacheClaim.of(cache, PINNED, new ClaimWish("nfs", true, 76L << 30)),
                JOBS.download(cache, new Attempt(2, 1, "1 again", List.of()), PINNED, CLAIM));
    }

    @Test
    @DisplayName("a Job's name fits, whatever the cache's, and tells caches apart that begin alike")
    void names() {
        String longest = "a".repeat(52);
        Attempt attempt = new Attempt(1234, 1, "1", List.of());
        Job one = JOBS.download(cache(longest), attempt, PINNED, CLAIM);
        Job other = JOBS.download(cache("a".repeat(51) + "b"), attempt, PINNED, CLAIM);
        assertThat(one.getMetadata().getName())
                .hasSizeLessThanOrEqualTo(63)
                .matches("[a-z]([-a-z0-9]*[a-z0-9])?")
                .isNotEqualTo(other.getMetadata().getName());
    }

    @Test
    @DisplayName("a Job's name is the same whenever it is made, and another one as soon as its pod would be")
    void stableNames() {
        Attempt attempt = new Attempt(1, 1, "1", List.of());
        CacheJobs newer = new CacheJobs(new JobSettings("aim-engine/aim:2.0.0", URI.create("https://huggingface.co")));
        String name = JOBS.plan(cache("a"), attempt).getMetadata().getName();
        assertThat(JOBS.plan(cache("a"), attempt).getMetadata().getName()).isEqualTo(name);
        assertThat(newer.plan(cache("a"), attempt).getMetadata().getName()).isNotEqualTo(name);
    }

    @Test
    @DisplayName("a claim for one node is filled where servers mount it, since it can be mounted nowhere else")
    void filledBesideServers() {
        Attempt attempt = new Attempt(1, 1, "1", List.of());
        Claim singleNode = new Claim("claim-uid", Claim.Phase.BOUND, "standard", false, 1, Optional.of(PINNED), false);

        assertThat(affinity(JOBS.download(cache("a"), attempt, PINNED, singleNode)))
                .matches(affinity -> CacheAffinity.isRequired(affinity, "a"));
        assertThat(affinity(JOBS.download(cache("a"), attempt, PINNED, CLAIM))).isNull();
        assertThat(affinity(JOBS.plan(cache("a"), attempt))).isNull();
    }

    private static Affinity affinity(Job job) {
        return job.getSpec().getTemplate().getSpec().getAffinity();
    }

    private static AIMModelCache cache(String name) {
        return read("""
                metadata: {name: %s, namespace: team-a, uid: cache-uid}
                spec: {source: {uri: "hf://Qwen/Qwen3-32B"}}
                """.formatted(name));
    }

    private static AIMModelCache read(String yaml) {
        return Serialization.unmarshal(yaml, AIMModelCache.class);
    }
}
