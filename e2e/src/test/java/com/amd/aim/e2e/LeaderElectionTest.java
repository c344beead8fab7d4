package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog.Request;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.OperatorConfig;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Users make services all the while, so that a leader that goes has work in its hands. */
@DisplayName("Of two operators")
@OnOwnCluster
class LeaderElectionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PACE = Duration.ofMillis(200);

    @Test
    @DisplayName(
            "the other takes over from a leader that is frozen, which ends when it thaws and begins no write any more")
    void frozen(Cluster cluster) throws Exception {
        try (Pair pair = new Pair(cluster, "frozen")) {
            Instant gone = Instant.now();
            pair.leader.freeze();
            pair.awaitTakeover("frozen", gone);

            pair.leader.thaw();
            assertThat(pair.leader.awaitEnd()).isEqualTo(1);
            assertThat(pair.leader.log()).last().asString().contains("the lease was lost");
            // what each worker had on its way when it was frozen still arrives; what waits to be done would be hundreds
            assertThat(pair.writesOfBoth()).hasSizeLessThanOrEqualTo(OperatorConfig.DEFAULT_WORKERS);
        }
    }

    @Test
    @DisplayName("the other takes over from a leader that is killed")
    void killed(Cluster cluster) throws Exception {
        try (Pair pair = new Pair(cluster, "killed")) {
            Instant gone = Instant.now();
            pair.leader.kill();
            pair.awaitTakeover("killed", gone);
            pair.assertOneWroteAfterTheOther();
        }
    }

    @Test
    @DisplayName(
            "the other takes over from a leader that is stopped, which gives the lease back and ends without a word")
    void stopped(Cluster cluster) throws Exception {
        try (Pair pair = new Pair(cluster, "stopped")) {
            Instant gone = Instant.now();
            assertThat(pair.leader.stop()).isEqualTo(143);
            pair.awaitTakeover("stopped", gone);
            pair.assertOneWroteAfterTheOther();
            assertThat(pair.leader.log()).allSatisfy(line -> assertThat(line).startsWith("{"));
        }
    }

    /** A leader at work, another one that stands by, and a user who makes services. */
    private static final class Pair implements AutoCloseable {
        private final Cluster cluster;
        private final Services services;
        private final long mark;
        private final OperatorProcess leader;
        private final OperatorProcess standby;
        private final AtomicInteger made = new AtomicInteger();
        private final Thread user;

        Pair(Cluster cluster, String name) {
            this.cluster = cluster;
            this.services = new Services(cluster, cluster.newNamespace(name));
            this.mark = cluster.audit().mark();
            this.user = Thread.ofPlatform().start(this::makeServices);
            this.leader = cluster.startOperator(name + "-leader", "--leader-elect");
            awaitWrites(leader);
            this.standby = cluster.startOperator(name + "-standby", "--leader-elect");
            int seen = writes(leader).size();
            await().atMost(PATIENCE).until(() -> writes(leader).size() > seen);
            assertThat(writes(standby)).isEmpty();
        }

        /** Measures how long nobody acted. */
        void awaitTakeover(String how, Instant gone) {
            awaitWrites(standby);
            Duration pause = Duration.between(gone, writes(standby).getFirst().at());
            System.out.printf("takeover from a leader that was %s: %d ms%n", how, pause.toMillis());
            int last = made.get();
            services.await(service(last), service -> service.getStatus().phase() != null);
        }

        void assertOneWroteAfterTheOther() {
            assertThat(writesOfBoth()).isEmpty();
        }

        /** What the leader wrote after the other had begun to write. */
        List<Request> writesOfBoth() {
            Instant first = writes(standby).getFirst().at();
            return writes(leader).stream()
                    .filter(write -> !write.at().isBefore(first))
                    .toList();
        }

        private void awaitWrites(OperatorProcess operator) {
            await().atMost(PATIENCE).until(() -> !writes(operator).isEmpty());
        }

        private List<Request> writes(OperatorProcess operator) {
            return cluster.audit().writesOf(operator, mark);
        }

        private void makeServices() {
            while (!Thread.currentThread().isInterrupted()) {
                int next = made.get() + 1;
                cluster.client()
                        .load(new ByteArrayInputStream(
                                Services.manifest(service(next), "modelId: Qwen/Qwen3-0.6B\nreplicas: 0")
                                        .getBytes(StandardCharsets.UTF_8)))
                        .inNamespace(services.namespace())
                        .create();
                made.set(next);
                try {
                    Thread.sleep(PACE);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static String service(int number) {
            return "service-" + number;
        }

        @Override
        public void close() {
            user.interrupt();
            try {
                user.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            leader.close();
            standby.close();
            cluster.client().namespaces().withName(services.namespace()).delete();
        }
    }
}
