package com.amd.aim.operator.reconcile.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.hub.TinyModel;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CacheCrashTest {
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
    @DisplayName("an operator that dies before any of its writes leaves what the next one brings to the same end")
    void diesBeforeEachWrite() {
        int deaths = 0;
        for (int write = 1; ; write++) {
            String name = "a" + write;
            world.stopOperator();
            Death death = new Death(write);
            world.startOperator(death.client());
            world.create(name);
            CacheWorld.until(() -> death.happened() || isReady(name));
            if (!death.happened()) {
                break;
            }
            deaths++;
            world.stopOperator();
            world.startOperator();
            assertThat(world.untilReady(name).getStatus().revision())
                    .isEqualTo(TinyModel.of(CacheWorld.MODEL).commit());
            assertThat(world.attempts(name)).as("Jobs of %s", name).containsExactly("plan 1", "download 1");
        }
        // plan Job, claim, download Job, and a status with most of them
        assertThat(deaths).isGreaterThanOrEqualTo(6);
    }

    private static boolean isReady(String name) {
        var cache = world.cache(name);
        return cache != null
                && cache.getStatus() != null
                && "100%".equals(cache.getStatus().progress());
    }

    /** From its n-th write on, an operator gets nothing through any more; events, from which nothing has to recover, do not count. */
    private static final class Death implements Interceptor {
        private final int last;
        private final AtomicInteger writes = new AtomicInteger();
        private final CountDownLatch happened = new CountDownLatch(1);

        Death(int last) {
            this.last = last;
        }

        KubernetesClient client() {
            return new KubernetesClientBuilder()
                    .withConfig(world.sandbox().clientConfig())
                    .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("death", this))
                    .build();
        }

        boolean happened() {
            return happened.getCount() == 0;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            boolean event = request.uri().getPath().endsWith("/events");
            if (!request.method().equals("GET") && !event && writes.incrementAndGet() >= last) {
                happened.countDown();
                throw new IllegalStateException("the operator is dead");
            }
        }
    }
}
