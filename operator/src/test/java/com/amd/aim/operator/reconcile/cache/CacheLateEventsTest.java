package com.amd.aim.operator.reconcile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.plan.CacheConditions;
import com.amd.aim.sandbox.hub.TinyModel;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An operator that hears of Jobs at once and of pods never: each kind is watched apart, and no order holds between them. */
class CacheLateEventsTest {
    private static final CacheWorld world = CacheWorld.start(CacheWorld.QUICK);

    @BeforeEach
    void deaf() {
        world.fresh();
        world.stopOperator();
        world.startOperator(deafToPods());
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static KubernetesClient deafToPods() {
        return new KubernetesClientBuilder()
                .withConfig(world.sandbox().clientConfig())
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("deaf", new Deafness()))
                .build();
    }

    @Test
    @DisplayName("a Job that is seen to succeed before its pod is made once: what the pod left is asked for")
    void succeeds() {
        world.create("a");

        assertThat(world.untilReady("a").getStatus().revision())
                .isEqualTo(TinyModel.of(CacheWorld.MODEL).commit());
        assertThat(world.attempts("a")).containsExactly("plan 1", "download 1");
    }

    @Test
    @DisplayName("a Job that is seen to fail before its pod is tells the pod's reason, and only that")
    void fails() {
        world.create("a", "spec: {source: {uri: \"hf://%s\", revision: v9}}".formatted(CacheWorld.MODEL));

        world.untilReason("a", CacheConditions.PLANNED, "RevisionNotFound");
        assertThat(world.attempts("a")).containsExactly("plan 1");
    }

    /** Nothing of a watch on pods gets through. */
    private static final class Deafness implements Interceptor {
        @Override
        public AsyncBody.Consumer<List<ByteBuffer>> consumer(
                AsyncBody.Consumer<List<ByteBuffer>> consumer, HttpRequest request) {
            boolean pods = request.uri().getPath().endsWith("/pods")
                    && request.uri().getRawQuery() != null
                    && request.uri().getRawQuery().contains("watch=true");
            return pods ? (_, _) -> {} : consumer;
        }
    }
}
