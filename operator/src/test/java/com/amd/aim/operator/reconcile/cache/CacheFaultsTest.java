package com.amd.aim.operator.reconcile.cache;

import static com.amd.aim.operator.reconcile.cache.CacheWorld.MODEL;
import static com.amd.aim.operator.reconcile.cache.CacheWorld.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.sandbox.hub.HubAccess;
import com.amd.aim.sandbox.hub.TinyModel;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheFaultsTest {
    private static final String GATED = "tiny/gated";
    private static final String PRIVATE = "tiny/private";
    private static final CacheWorld world = CacheWorld.start(CacheWorld.QUICK);

    @BeforeAll
    static void repositories() {
        world.hub().add(GATED);
        world.hub().restrict(GATED, HubAccess.gated("accepted"));
        world.hub().add(PRIVATE);
        world.hub().restrict(PRIVATE, HubAccess.restricted("member"));
        world.hub().know("stranger");
    }

    @BeforeEach
    void fresh() {
        world.fresh();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static String spec(String model, String rest) {
        return "spec: {source: {uri: \"hf://%s\"}%s}".formatted(model, rest);
    }

    private static void secret(String name, String token) {
        world.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(world.namespace())
                        .endMetadata()
                        .addToStringData("HF_TOKEN", token)
                        .build())
                .serverSideApply();
    }

    private static String ready(AIMModelCache cache) {
        return condition(cache, CacheConditions.READY).getMessage();
    }

    @Test
    @DisplayName("a hub that is out of reach is tried again as often as the spec says; then a person has to")
    void unreachable() {
        world.hub().faults().down();
        world.create("a", spec(MODEL, ", download: {retries: 2}"));

        AIMModelCache cache = world.until("a", found -> found.getStatus().phase() == Phase.Failed);

        assertThat(condition(cache, CacheConditions.PLANNED).getReason()).isEqualTo("HubUnreachable");
        assertThat(ready(cache)).contains("Given up after 3 attempts").contains(Names.ANNOTATION_RETRY);
        assertThat(cache.getStatus().attempts()).isEqualTo(3);
        assertThat(world.jobs("a", "plan")).hasSizeLessThanOrEqualTo(2);

        world.hub().faults().clear();
        world.retry("a", "1");

        AIMModelCache recovered = world.untilReady("a");
        assertThat(recovered.getStatus().retry()).isEqualTo("1");
    }

    @Test
    @DisplayName("a hub that comes back in time needs nobody")
    void comesBack() {
        world.hub().faults().down();
        // so many that it is not given up before the test has seen the first one fail
        world.create("a", spec(MODEL, ", download: {retries: 100}"));
        world.untilReason("a", CacheConditions.PLANNED, "HubUnreachable");
        world.hub().faults().clear();
        world.untilReady("a");
    }

    @Test
    @DisplayName(
            "a gated model without an accepted licence is failed, tried for ever, and recovers when the licence is accepted")
    void gated() {
        secret("hf-token", "stranger");
        world.create("a", spec(GATED, ", credentialsSecretRef: {name: hf-token}, download: {retries: 0}"));

        AIMModelCache cache = world.untilReason("a", CacheConditions.PLANNED, "Gated");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Failed);
        assertThat(ready(cache)).contains(GATED);
        world.until(
                "a",
                found -> found.getStatus().attempts() != null
                        && found.getStatus().attempts() > 2);
        assertThat(world.jobs("a", "plan")).hasSizeLessThanOrEqualTo(3);

        world.hub().restrict(GATED, HubAccess.gated("accepted", "stranger"));
        world.untilReady("a");
        world.hub().restrict(GATED, HubAccess.gated("accepted"));
    }

    @Test
    @DisplayName("a wrong token is unauthorised, and recovers when the Secret holds the right one")
    void unauthorized() {
        secret("hf-token", "wrong");
        world.create("a", spec(PRIVATE, ", credentialsSecretRef: {name: hf-token}"));
        AIMModelCache cache = world.untilReason("a", CacheConditions.PLANNED, "Unauthorized");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Failed);

        secret("hf-token", "member");
        world.untilReady("a");
    }

    @Test
    @DisplayName("a repository that is not there, or not for us, is not found")
    void notFound() {
        world.create("a", spec("tiny/nowhere", ""));
        AIMModelCache cache = world.untilReason("a", CacheConditions.PLANNED, "RepositoryNotFound");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Failed);
        assertThat(ready(cache)).contains("tiny/nowhere");
        assertThat(world.claim("a")).isNull();
    }

    @Test
    @DisplayName("a revision that is not there is not looked for again by itself")
    void revisionNotFound() {
        world.create("a", "spec: {source: {uri: \"hf://%s\", revision: v9}}".formatted(MODEL));
        AIMModelCache cache = world.untilReason("a", CacheConditions.PLANNED, "RevisionNotFound");
        assertThat(cache.getStatus().phase()).isEqualTo(Phase.Failed);
        assertThat(ready(cache)).contains("v9").contains("Given up after 1 attempt;");
        assertThat(world.jobs("a", "plan")).hasSize(1);
    }

    @Test
    @DisplayName("a Secret that is not there is named, and the same Job goes on once it is")
    void secretMissing() {
        world.create("a", spec(MODEL, ", credentialsSecretRef: {name: later}"));
        AIMModelCache cache = world.untilReason("a", CacheConditions.PLANNED, "ContainerConfigError");
        assertThat(ready(cache)).contains("later");

        secret("later", "member");
        world.untilReady("a");
        assertThat(world.jobs("a", "plan")).hasSize(1);
    }

    @Test
    @DisplayName("a file whose bytes stay wrong fails the download; another attempt fetches only that file")
    void wrongHash() {
        String file = weights();
        world.hub().faults().corrupt(file, 2);
        world.create("a", spec(MODEL, ", download: {retries: 0}"));

        AIMModelCache cache = world.until("a", found -> found.getStatus().phase() == Phase.Failed);
        assertThat(condition(cache, CacheConditions.DOWNLOADED).getReason()).isEqualTo("HashMismatch");
        assertThat(ready(cache)).contains(file);

        world.retry("a", "again");
        world.untilReady("a");
        assertThat(world.jobs("a", "download")).hasSize(2);
    }

    @Test
    @DisplayName("connections that are cut at random bytes bring the same files in the end")
    void cut() {
        Random random = new Random(7);
        for (int round = 0; round < 3; round++) {
            world.hub().faults().cut(1 + random.nextInt(200_000), 8);
            world.create("a" + round);
            AIMModelCache cache = world.untilReady("a" + round);
            assertThat(cache.getStatus().bytesDone())
                    .isEqualTo(TinyModel.of(MODEL).bytes());
        }
    }

    private static String weights() {
        return TinyModel.of(MODEL).paths().stream()
                .filter(path -> path.endsWith(".safetensors"))
                .findFirst()
                .orElseThrow();
    }
}
