package com.amd.aim.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.harness.OperatorHarness;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who writes a status remembers")
class StatusWriterTest {
    private static final AIMModelCache.Status FIRST = status("observedGeneration: 1\nphase: Pending");
    private static final AIMModelCache.Status SECOND = status("observedGeneration: 1\nphase: Downloading");

    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8");
    private final StatusWriter<AIMModelCache.Status, AIMModelCache> writer =
            new StatusWriter<>(world.client(), AIMModelCache::new);

    @BeforeEach
    void create() {
        world.apply("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: one}
                spec: {source: {uri: hf://Qwen/Qwen3-0.6B}}
                """);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("the last one while an informer shows what was there before it, the one before that included")
    void whileBehind() {
        AIMModelCache before = stored();
        assertThat(writer.write(before, FIRST)).isTrue();
        AIMModelCache afterFirst = stored();
        assertThat(writer.write(writer.latest(before), SECOND)).isTrue();
        AIMModelCache afterSecond = stored();

        assertThat(writer.latest(copy(before)).getStatus()).isEqualTo(SECOND);
        assertThat(writer.latest(copy(afterFirst)).getStatus()).isEqualTo(SECOND);
        assertThat(writer.write(writer.latest(copy(afterFirst)), SECOND)).isFalse();
        assertThat(writer.latest(copy(afterSecond)).getStatus()).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("nothing once an informer shows more: what others did to the status counts")
    void movedOn() {
        AIMModelCache before = stored();
        writer.write(before, FIRST);
        world.client().resource(stored()).subresource("status").edit(cache -> {
            cache.setStatus(SECOND);
            return cache;
        });

        assertThat(writer.latest(stored()).getStatus()).isEqualTo(SECOND);
        assertThat(writer.write(writer.latest(stored()), FIRST)).isTrue();
        assertThat(Objects.requireNonNull(stored().getStatus()).phase()).isEqualTo(AIMModelCache.Phase.Pending);
    }

    private AIMModelCache stored() {
        return world.all(AIMModelCache.class).getFirst();
    }

    private static AIMModelCache copy(AIMModelCache cache) {
        return Serialization.clone(cache);
    }

    private static AIMModelCache.Status status(String yaml) {
        return Serialization.unmarshal(yaml, AIMModelCache.Status.class);
    }
}
