package com.amd.aim.operator.reconcile.cache;

import static com.amd.aim.operator.reconcile.cache.CacheWorld.MODEL;
import static com.amd.aim.operator.reconcile.cache.CacheWorld.condition;
import static com.amd.aim.operator.reconcile.cache.CacheWorld.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.plan.CacheConditions;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheRepairTest {
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
    @DisplayName(
            "a server that finds the files incomplete turns the cache to Corrupt, and a new attempt fetches only what is bad")
    void repaired() throws IOException {
        world.create("a");
        world.untilReady("a");
        Path largest = largestFile();
        Files.delete(largest);
        world.hub().faults().slow(20_000);
        long sent = world.hub().traffic().bytesOf(MODEL);

        world.client().resource(server()).create();

        AIMModelCache corrupt = world.until("a", cache -> cache.getStatus().phase() == Phase.Corrupt);
        assertThat(condition(corrupt, CacheConditions.READY).getReason()).isEqualTo("Corrupt");
        assertThat(condition(corrupt, CacheConditions.VERIFIED).getMessage()).contains("server");
        world.hub().faults().clear();
        AIMModelCache repaired = world.until(
                "a",
                cache -> is(cache, CacheConditions.READY, "True")
                        && world.jobs("a", "download").size() == 2);
        assertThat(repaired.getStatus().phase()).isEqualTo(Phase.Ready);
        assertThat(largest).exists();
        assertThat(world.hub().traffic().bytesOf(MODEL) - sent).isLessThan(Files.size(largest) + 100_000);
    }

    private static Path largestFile() throws IOException {
        try (var files = Files.walk(world.sandbox().volume(world.namespace(), "a"))) {
            return files.filter(path -> Files.isRegularFile(path, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .max(Comparator.comparingLong(path -> path.toFile().length()))
                    .orElseThrow();
        }
    }

    private static Pod server() {
        return Serialization.unmarshal("""
                metadata:
                  name: server
                  namespace: %s
                  labels: {%s: a}
                spec:
                  initContainers:
                  - name: verify
                    image: aim
                    command: [aim, cache, verify, --quick, "hf://%s", --termination-log, /dev/termination-log]
                    volumeMounts: [{name: cache, mountPath: /workspace/model-cache, readOnly: true}]
                  containers:
                  - {name: server, image: vllm}
                  volumes:
                  - {name: cache, persistentVolumeClaim: {claimName: a, readOnly: true}}
                """.formatted(world.namespace(), Names.LABEL_CACHE, MODEL), Pod.class);
    }
}
