package com.amd.aim.operator.reconcile.cache;

import static com.amd.aim.operator.reconcile.cache.CacheWorld.condition;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheConditions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheInUseTest {
    private static final CacheWorld world = CacheWorld.start(CacheWorld.QUICK);

    @BeforeEach
    void fresh() {
        world.fresh();
        world.create("a");
        world.untilReady("a");
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static boolean isHeld(AIMModelCache cache) {
        return cache.hasFinalizer(Names.FINALIZER_IN_USE);
    }

    @Test
    @DisplayName("two services share a cache, which says so; it is held until the last one leaves")
    void shared() {
        world.use("one", "a");
        world.use("two", "a");
        AIMModelCache used = world.until(
                "a", cache -> List.of("one", "two").equals(cache.getStatus().usedBy()) && isHeld(cache));
        assertThat(used.getStatus().usedBySummary()).isEqualTo("2 services");
        assertThat(world.jobs("a", "download")).hasSize(1);

        world.deleteService("one");
        world.until("a", cache -> List.of("two").equals(cache.getStatus().usedBy()) && isHeld(cache));
        world.deleteService("two");
        world.until("a", cache -> cache.getStatus().usedBy() == null && !isHeld(cache));
        assertThat(world.claim("a")).isNotNull();
    }

    @Test
    @DisplayName("a service that turns to another cache lets the first one go")
    void turns() {
        world.create("b");
        world.untilReady("b");
        world.use("one", "a");
        world.until("a", CacheInUseTest::isHeld);

        world.use("one", "b");

        world.until("b", CacheInUseTest::isHeld);
        world.until("a", cache -> !isHeld(cache) && cache.getStatus().usedBy() == null);
    }

    @Test
    @DisplayName("a used cache that is deleted stays with its files, says for whom, and goes with its last user")
    void deletedWhileUsed() {
        world.use("one", "a");
        world.until("a", CacheInUseTest::isHeld);

        world.client()
                .resource(java.util.Objects.requireNonNull(world.cache("a")))
                .delete();

        AIMModelCache leaving = world.until("a", cache -> cache.getStatus().phase() == Phase.Deleting);
        assertThat(condition(leaving, CacheConditions.READY).getMessage()).contains("service one no longer uses it");
        assertThat(condition(leaving, CacheConditions.READY).getStatus()).isEqualTo("True");
        assertThat(world.claim("a")).isNotNull();
        CacheWorld.until(
                () -> world.client().events().v1().events().inNamespace(world.namespace()).list().getItems().stream()
                        .anyMatch(event -> "DeletionWaits".equals(event.getReason())));

        world.deleteService("one");
        world.untilGone("a");
        CacheWorld.until(() -> world.claim("a") == null);
    }

    @Test
    @DisplayName("an unused cache goes at once, its claim with it, and no operator is needed for that")
    void unused() {
        world.stopOperator();
        world.client()
                .resource(java.util.Objects.requireNonNull(world.cache("a")))
                .delete();
        world.untilGone("a");
        CacheWorld.until(() -> world.claim("a") == null);
    }

    @Test
    @DisplayName(
            "a cache that a backup was restored to, finalizer and all, is let go like any other, and keeps what is not ours")
    void restored() {
        world.stopOperator();
        String other = "backup.example.com/kept";
        world.client()
                .resource(java.util.Objects.requireNonNull(world.cache("a")))
                .edit(cache -> {
                    cache.getMetadata().setFinalizers(List.of(Names.FINALIZER_IN_USE, other));
                    return cache;
                });
        assertThat(isHeld(java.util.Objects.requireNonNull(world.cache("a")))).isTrue();

        assertThat(new CacheRelease(world.client()).release(List.of())).containsExactly(world.namespace() + "/a");

        assertThat(java.util.Objects.requireNonNull(world.cache("a")).getFinalizers())
                .containsExactly(other);
    }

    @Test
    @DisplayName(
            "after the operator has gone for good, caches in use are let go by hand, and then nothing waits for it")
    void releasedWithoutOperator() {
        world.create("b");
        world.untilReady("b");
        world.use("one", "a");
        world.until("a", CacheInUseTest::isHeld);
        world.stopOperator();
        world.client()
                .resource(java.util.Objects.requireNonNull(world.cache("a")))
                .delete();
        CacheRelease release = new CacheRelease(world.client());

        assertThat(release.release(List.of("elsewhere"))).isEmpty();
        assertThat(isHeld(java.util.Objects.requireNonNull(world.cache("a")))).isTrue();
        assertThat(release.release(List.of())).containsExactly(world.namespace() + "/a");

        world.untilGone("a");
        CacheWorld.until(() -> world.claim("a") == null);
        assertThat(release.release(List.of())).isEmpty();
    }

    @Test
    @DisplayName("the deletion of a namespace is not held up by a cache in use")
    void namespaceDeleted() {
        world.use("one", "a");
        world.until("a", CacheInUseTest::isHeld);

        world.client().namespaces().withName(world.namespace()).delete();

        world.untilGone("a");
        CacheWorld.until(
                () -> world.client().namespaces().withName(world.namespace()).get() == null);
    }

    @Test
    @DisplayName("whoever applies the cache's spec does not take the protection off")
    void appliedByOthers() {
        world.use("one", "a");
        world.until("a", CacheInUseTest::isHeld);
        AIMModelCache applied = new AIMModelCache();
        applied.getMetadata().setName("a");
        applied.getMetadata().setNamespace(world.namespace());
        applied.setSpec(new AIMModelCache.Spec(
                new AIMModelCache.Source("hf://" + CacheWorld.MODEL, "main", null), null, null, null, null));
        new com.amd.aim.operator.apply.Applier(world.client()).apply(applied, null);
        assertThat(isHeld(java.util.Objects.requireNonNull(world.cache("a")))).isTrue();
    }
}
