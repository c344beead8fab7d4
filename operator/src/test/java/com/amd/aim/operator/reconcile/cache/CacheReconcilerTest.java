package com.amd.aim.operator.reconcile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheReconcilerTest {
    private static final CacheWorld world = CacheWorld.start(CacheWorld.QUICK);

    @BeforeEach
    void fresh() {
        world.fresh();
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    @DisplayName("a source becomes a plan, a claim, a download and a ready cache")
    void ready() {
        world.create("a");
        AIMModelCache cache = world.untilReady("a");
        assertThat(cache.getStatus().phase()).isEqualTo(AIMModelCache.Phase.Ready);
        System.err.println(io.fabric8.kubernetes.client.utils.Serialization.asYaml(cache));
    }
}
