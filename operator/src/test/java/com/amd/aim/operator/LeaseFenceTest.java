package com.amd.aim.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amd.aim.sandbox.api.ApiServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LeaseFenceTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final LeaseFence fence = new LeaseFence(Duration.ofSeconds(10), nanoTime::get);
    private final Renewals renewals = new Renewals();
    private ApiServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws Exception {
        server = ApiServer.start(0, "secret");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(server.kubeconfig()))
                .withHttpClientBuilderConsumer(http -> {
                    http.addOrReplaceInterceptor("lease", fence);
                    http.addOrReplaceInterceptor("renewals", renewals);
                })
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        renewals.release();
        client.close();
        server.close();
    }

    @Test
    @DisplayName("before it leads, a process reads and writes nothing but the lease")
    void writesNothingBefore() {
        assertThatThrownBy(() -> write("early"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("lease");
        assertThat(names()).isEmpty();
    }

    @Test
    @DisplayName("a leader that slept through its lease writes nothing when it wakes, though nobody has told it")
    void writesNothingAfterSleep() {
        Leader leader = elected();
        write("first");

        // one that came before the write would cover it
        renewals.hold();
        nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThatThrownBy(() -> write("second")).isInstanceOf(KubernetesClientException.class);
        assertThat(names()).containsExactly("first");
        renewals.release();
        // it renews, as nobody else came, and goes on
        await().ignoreExceptions().until(() -> write("third") != null);
        assertThat(names()).containsExactly("first", "third");
        leader.close();
    }

    @Test
    @DisplayName("a leader that stops writes nothing more, also before the lease is given back")
    void writesNothingWhileStopping() {
        Leader leader = elected();

        leader.close();

        assertThatThrownBy(() -> write("late")).isInstanceOf(KubernetesClientException.class);
        Lease lease =
                client.leases().inNamespace("default").withName("aim-engine").get();
        assertThat(lease.getSpec().getLeaseDurationSeconds()).isEqualTo(1);
        assertThat(names()).isEmpty();
    }

    private Leader elected() {
        CountDownLatch elected = new CountDownLatch(1);
        Leader leader = new Leader(client, "default", "a", fence, elected::countDown, () -> {});
        await().until(() -> elected.getCount() == 0);
        return leader;
    }

    private ConfigMap write(String name) {
        return client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }

    private List<String> names() {
        return client.configMaps().inNamespace("default").list().getItems().stream()
                .map(map -> map.getMetadata().getName())
                .toList();
    }

    /** Holds back what is asked of the lease. */
    private static final class Renewals implements Interceptor {
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean held;

        void hold() {
            held = true;
        }

        void release() {
            goOn.countDown();
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (held && request.uri().getPath().contains("/leases")) {
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
