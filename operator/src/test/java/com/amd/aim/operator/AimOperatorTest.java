package com.amd.aim.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.amd.aim.operator.OperatorConfig.Leadership;
import com.amd.aim.operator.harness.OperatorHarness;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The process as a whole: replicas, health, metrics. */
class AimOperatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So many that some are always being looked at. */
    private static final int SERVICES = 30;

    private final OperatorHarness world = OperatorHarness.cluster("1xMI300X:8");

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName("of two replicas one acts; when it is stopped it gives the lease back, and the other goes on")
    void handover() throws Exception {
        AimOperator first = start("first");
        await().atMost(PATIENCE).until(() -> holder().equals("first"));
        try (AimOperator second = start("second")) {
            world.create("one", "{modelId: Qwen/Qwen3-0.6B}");
            world.untilReady("one");
            assertThat(get(second, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(second, "/metrics").body()).doesNotContain("reconciliations_success_total{");

            first.close();

            world.create("two", "{modelId: Qwen/Qwen3-0.6B}");
            world.untilReady("two");
            assertThat(holder()).isEqualTo("second");
        }
    }

    @Test
    @DisplayName("a closed operator has shortened its lease to a second, so that nobody waits for it to run out")
    void released() throws Exception {
        AimOperator only = start("only");
        await().atMost(PATIENCE).until(() -> holder().equals("only"));
        assertThat(lease().getLeaseDurationSeconds()).isEqualTo(15);

        only.close();

        assertThat(lease().getLeaseDurationSeconds()).isEqualTo(1);
    }

    @Test
    @DisplayName("readiness notices an API server that is gone, and liveness does not; reconciles are measured")
    void apiServerLost() throws Exception {
        try (AimOperator operator = start(Optional.empty())) {
            world.create("one", "{modelId: Qwen/Qwen3-0.6B}");
            world.untilReady("one");
            assertThat(get(operator, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(operator, "/metrics").body())
                    .contains("reconciliations_success_total{controller_name=\"aimservice\"");

            world.close();

            await().atMost(PATIENCE).until(() -> get(operator, "/readyz").statusCode() == 503);
            assertThat(get(operator, "/readyz").body()).isEqualTo("the API server does not answer\n");
            assertThat(get(operator, "/livez").statusCode()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("a closed operator has ended what it was at: nothing of it runs into a connection that is gone")
    void endsItsWork() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        log.addAppender(told);
        try (AimOperator _ = start(Optional.empty())) {
            IntStream.range(0, SERVICES).forEach(number -> world.create("s" + number, "{modelId: Qwen/Qwen3-0.6B}"));
            await().atMost(PATIENCE).until(() -> world.all(Deployment.class).size() > 4);
        } finally {
            log.detachAppender(told);
        }
        assertThat(told.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                // the sandbox's controllers may be in each other's way so often that they say so
                .filteredOn(event -> !event.getLoggerName().startsWith(Sandbox.class.getPackageName()))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
    }

    @Test
    @DisplayName("a look that is under way when it is closed still sees the servers that run, and leaves them running")
    void looksToItsEnd() throws Exception {
        HeldClock clock = new HeldClock();
        AimOperator operator = start(Optional.empty(), clock);
        world.create("one", "{modelId: Qwen/Qwen3-0.6B}");
        world.untilReady("one");

        clock.hold();
        world.edit("one", "{replicas: 2}");
        clock.awaitAsked();
        Thread closing = Thread.ofPlatform().start(operator::close);
        await().atMost(PATIENCE).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        clock.goOn();
        closing.join();

        assertThat(world.all(Deployment.class))
                .extracting(servers -> servers.getSpec().getReplicas())
                .allMatch(replicas -> replicas >= 1);
    }

    @Test
    @DisplayName(
            "one that is told to end while it starts ends, and has taken nothing for missing that it had not seen yet")
    void endedWhileItStarts() throws Exception {
        AimOperator first = start(Optional.empty());
        world.create("one", "{modelId: Qwen/Qwen3-0.6B}");
        world.untilReady("one");
        first.close();
        long generation = generation();

        // somewhere in its start
        for (int moment = 0; moment < 20; moment++) {
            long mark = world.sandbox().requests().mark();
            FutureTask<AimOperator> start = new FutureTask<>(() -> start(Optional.empty()));
            Thread starting = Thread.ofPlatform().start(start);
            int requests = moment;
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> world.sandbox().requests().since(mark).size() >= requests);
            starting.interrupt();
            try (AimOperator _ = start.get()) {
                // it had started before, or should not act now
                world.untilQuiet();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(InterruptedException.class);
            }
        }

        assertThat(generation()).isEqualTo(generation);
    }

    private long generation() {
        return world.all(Deployment.class).getFirst().getMetadata().getGeneration();
    }

    private AimOperator start(String identity) throws IOException, InterruptedException {
        return start(Optional.of(new Leadership(identity)));
    }

    private AimOperator start(Optional<Leadership> leadership) throws IOException, InterruptedException {
        return start(leadership, InstantSource.system());
    }

    private AimOperator start(Optional<Leadership> leadership, InstantSource clock)
            throws IOException, InterruptedException {
        OperatorConfig defaults = OperatorConfig.embedded();
        return AimOperator.start(
                new OperatorConfig(
                        world.namespace(),
                        defaults.watchedNamespaces(),
                        defaults.image(),
                        world.sandbox().hub().endpoint(),
                        defaults.clusterDomain(),
                        defaults.workers(),
                        0,
                        leadership),
                world.sandbox().clientConfig(),
                clock);
    }

    private String holder() {
        return Optional.ofNullable(lease().getHolderIdentity()).orElse("");
    }

    private LeaseSpec lease() {
        Lease lease = world.client()
                .leases()
                .inNamespace(world.namespace())
                .withName("aim-engine")
                .get();
        return lease == null ? new LeaseSpec() : lease.getSpec();
    }

    private static HttpResponse<String> get(AimOperator operator, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.httpPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Holds whoever reconciles a service and asks for the time, as they all do when they begin to look. */
    private static final class HeldClock implements InstantSource {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private volatile boolean held;

        void hold() {
            held = true;
        }

        void awaitAsked() throws InterruptedException {
            asked.await();
        }

        void goOn() {
            goOn.countDown();
        }

        @Override
        public Instant instant() {
            if (held && Thread.currentThread().getName().contains("aimservice")) {
                asked.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }
    }
}
