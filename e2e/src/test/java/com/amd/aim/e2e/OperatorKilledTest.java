package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An operator that is killed")
@OnOwnCluster
class OperatorKilledTest {
    /** Fewer with {@code -Daim.e2e.kills}, on a machine that is slow. */
    private static final int KILLS = Integer.getInteger("aim.e2e.kills", 50);

    private static final int SERVICES = 200;
    private static final int CACHES = 20;
    private static final long SEED = 20_261_127;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LATEST_AFTER_LAUNCH_MILLIS = 4_000;
    private static final int LATEST_AFTER_ACTING_MILLIS = 1_500;

    @Test
    @DisplayName("again and again at random moments while 200 services are made loses none and does nothing twice")
    void killed() throws Exception {
        try (Cluster cluster = Cluster.up("killed", "2xMI300X:8")) {
            Services services = new Services(cluster, cluster.newNamespace("killed"));
            services.apply(manifests(0, CACHES, OperatorKilledTest::cache)).succeeded();
            Random random = new Random(SEED);
            int acting = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                acting += liveAndDie(cluster, services, kill, random);
            }
            System.out.printf("%d of %d operators were killed after they had begun to act%n", acting, KILLS);

            try (OperatorProcess _ = cluster.startOperator("survivor")) {
                await().atMost(PATIENCE).until(() -> unsettled(cluster, services), List::isEmpty);
            }
            assertThat(jobs(cluster, services))
                    .hasSize(2 * CACHES)
                    .allSatisfy((_, names) -> assertThat(names).hasSize(1));
            assertThat(cluster.client()
                            .apps()
                            .deployments()
                            .inNamespace(services.namespace())
                            .list()
                            .getItems())
                    .extracting(deployment -> deployment.getMetadata().getName())
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, SERVICES)
                            .mapToObj(OperatorKilledTest::name)
                            .toList());
        }
    }

    /** Users go on making services meanwhile. Every other one is killed at work, the rest wherever their start has got to. */
    private static int liveAndDie(Cluster cluster, Services services, int kill, Random random) {
        OperatorProcess operator = OperatorProcess.launch(cluster, "killed-" + kill, List.of());
        try {
            services.apply(manifests(
                            kill * SERVICES / KILLS, (kill + 1) * SERVICES / KILLS, OperatorKilledTest::service))
                    .succeeded();
            boolean atWork = kill % 2 == 0;
            if (atWork) {
                await().atMost(PATIENCE).until(() -> hasActed(operator));
            }
            pause(random.nextInt(atWork ? LATEST_AFTER_ACTING_MILLIS : LATEST_AFTER_LAUNCH_MILLIS));
        } finally {
            operator.kill();
        }
        return hasActed(operator) ? 1 : 0;
    }

    private static boolean hasActed(OperatorProcess operator) {
        return operator.log().stream().anyMatch(line -> line.contains("\"acting\""));
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static List<String> unsettled(Cluster cluster, Services services) {
        List<AIMService> all = cluster.client()
                .resources(AIMService.class)
                .inNamespace(services.namespace())
                .list()
                .getItems();
        assertThat(all).hasSize(SERVICES);
        List<String> caches = IntStream.range(0, CACHES)
                .mapToObj(OperatorKilledTest::cacheName)
                .filter(name -> services.cache(name)
                        .filter(cache -> cache.getStatus() != null
                                && "Ready"
                                        .equals(String.valueOf(cache.getStatus().phase())))
                        .isEmpty())
                .toList();
        return caches.isEmpty()
                ? all.stream()
                        .filter(service -> service.getStatus() == null
                                || service.getStatus().phase() != Phase.Stopped)
                        .map(service -> service.getMetadata().getName())
                        .toList()
                : caches;
    }

    /** The Jobs of each step of each cache. */
    private static Map<String, List<String>> jobs(Cluster cluster, Services services) {
        return cluster.client().batch().v1().jobs().inNamespace(services.namespace()).list().getItems().stream()
                .collect(Collectors.groupingBy(
                        OperatorKilledTest::step,
                        TreeMap::new,
                        Collectors.mapping(
                                (HasMetadata job) -> job.getMetadata().getName(), Collectors.toList())));
    }

    private static String step(Job job) {
        Map<String, String> labels = job.getMetadata().getLabels();
        return labels.get(Names.LABEL_CACHE) + " " + labels.get(Names.LABEL_STEP);
    }

    private static String manifests(int from, int to, java.util.function.IntFunction<String> manifest) {
        return IntStream.range(from, to).mapToObj(manifest).collect(Collectors.joining("---\n"));
    }

    private static String cache(int number) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata:
                  name: %s
                spec:
                  source:
                    uri: hf://Qwen/Qwen3-0.6B
                """.formatted(cacheName(number));
    }

    private static String service(int number) {
        return Services.manifest(name(number), """
                modelId: Qwen/Qwen3-0.6B
                replicas: 0
                cache:
                  name: %s
                """.formatted(cacheName(number % CACHES)));
    }

    private static String name(int number) {
        return "service-%03d".formatted(number);
    }

    private static String cacheName(int number) {
        return "cache-%02d".formatted(number);
    }
}
