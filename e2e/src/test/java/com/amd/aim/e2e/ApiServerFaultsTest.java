package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.FaultyProxy;
import com.amd.aim.e2e.world.FaultyProxy.Fault;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.e2e.world.SlowEtcd;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMServiceStatus.Phase;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("With an API server that fails, the operator")
@OnOwnCluster
class ApiServerFaultsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Set<String> READS = Set.of("GET");
    private static final Set<String> WRITES = Set.of("POST", "PATCH", "DELETE");
    private static final int SERVICES = 10;
    private static final int CUTS = 5;

    private static Cluster cluster;

    @BeforeAll
    static void start() {
        cluster = Cluster.up("api-server-faults", "2xMI300X:8");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    @DisplayName("is not ready while that is gone, alive all the while, and goes on where it was when it is back")
    void killedAndRestarted() throws Exception {
        Services services = new Services(cluster, cluster.newNamespace("outage"));
        try (OperatorProcess operator = alone(services)) {
            services.apply(service(0)).succeeded();
            // in the midst of the plan or the download
            await().atMost(PATIENCE).until(() -> !jobs(services).isEmpty());

            cluster.fault("kill", "apiserver");
            await().atMost(PATIENCE).until(() -> operator.status("/readyz") == 503);
            assertThat(operator.status("/livez")).isEqualTo(200);

            cluster.fault("start", "apiserver");
            await().atMost(PATIENCE).until(() -> operator.status("/readyz") == 200);
            await().atMost(PATIENCE).until(() -> services.apply(service(1)).exitCode() == 0);
            awaitSettled(services, 2);
            assertOneJobOfEachStep(services);
            assertThat(operator.isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "gets everything done, once, although a third of what it writes and a fifth of what it reads is refused")
    void refusals() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.of(cluster, 1)) {
            Services services = new Services(cluster, cluster.newNamespace("refusals"));
            try (OperatorProcess operator = behind(proxy, services)) {
                await().atMost(PATIENCE).until(() -> hasActed(operator));
                // conflicts are quotas' and locks', not the object's own
                proxy.refuse(
                        new Fault(WRITES, "/refusals-", 0.1, 409, "Conflict"),
                        new Fault(WRITES, "/refusals-", 0.1, 429, "TooManyRequests"),
                        new Fault(WRITES, "/refusals-", 0.1, 500, "InternalError"),
                        new Fault(WRITES, "/refusals-", 0.1, 503, "ServiceUnavailable"),
                        new Fault(READS, "/apis/", 0.1, 429, "TooManyRequests"),
                        new Fault(READS, "/apis/", 0.1, 500, "InternalError"));
                services.apply(manifests(SERVICES)).succeeded();
                awaitSettled(services, SERVICES);
                System.out.printf("%d requests were refused%n", proxy.refused());
                assertThat(proxy.refused()).isGreaterThan(SERVICES);
                assertThat(operator.isAlive()).isTrue();
                assertOneJobOfEachStep(services);
            }
        }
    }

    @Test
    @DisplayName("misses nothing when its watches are cut again and again")
    void cutWatches() throws Exception {
        try (FaultyProxy proxy = FaultyProxy.of(cluster, 2)) {
            Services services = new Services(cluster, cluster.newNamespace("cut"));
            try (OperatorProcess operator = behind(proxy, services)) {
                await().atMost(PATIENCE).until(() -> hasActed(operator));
                for (int cut = 0; cut < CUTS; cut++) {
                    await().atMost(PATIENCE).until(() -> proxy.cutWatches() > 0);
                    services.apply(manifests((cut + 1) * 2)).succeeded();
                }
                awaitSettled(services, CUTS * 2);
                assertThat(operator.isAlive()).isTrue();
                assertOneJobOfEachStep(services);
            }
        }
    }

    @Test
    @DisplayName("gets everything done, once, with an etcd that is slow by 200 ms")
    void slowEtcd() throws Exception {
        Services services = new Services(cluster, cluster.newNamespace("slow"));
        try (OperatorProcess _ = alone(services);
                SlowEtcd _ = SlowEtcd.of(cluster)) {
            services.apply(manifests(SERVICES)).succeeded();
            awaitSettled(services, SERVICES);
        }
        assertOneJobOfEachStep(services);
    }

    /** An operator of one namespace. */
    private static OperatorProcess alone(Services services) {
        return cluster.startOperator(services.namespace(), "--namespace=" + services.namespace());
    }

    /** What fails during the start may end it. */
    private static boolean hasActed(OperatorProcess operator) {
        return operator.log().stream().anyMatch(line -> line.contains("\"acting\""));
    }

    /** An operator of one namespace, whose API server is the proxy. */
    private static OperatorProcess behind(FaultyProxy proxy, Services services) {
        String namespace = services.namespace();
        return OperatorProcess.launch(cluster, proxy.address(), namespace, List.of("--namespace=" + namespace))
                .awaitReady();
    }

    private static void awaitSettled(Services services, int count) {
        List<String> names =
                IntStream.range(0, count).mapToObj(ApiServerFaultsTest::name).toList();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> names.stream()
                                .filter(name -> !isSettled(services, name))
                                .toList(),
                        List::isEmpty);
    }

    /** Stopped, as wished, with all that it needs to run. */
    private static boolean isSettled(Services services, String name) {
        return services.get(name)
                        .filter(service -> service.getStatus() != null
                                && service.getStatus().phase() == Phase.Stopped)
                        .isPresent()
                && services.deployment(name).isPresent()
                && caches(services).stream().allMatch(ready -> ready);
    }

    private static List<Boolean> caches(Services services) {
        return cluster
                .client()
                .resources(AIMModelCache.class)
                .inNamespace(services.namespace())
                .list()
                .getItems()
                .stream()
                .map(cache -> cache.getStatus() != null
                        && "Ready".equals(String.valueOf(cache.getStatus().phase())))
                .toList();
    }

    private static void assertOneJobOfEachStep(Services services) {
        assertThat(caches(services)).hasSize(1);
        assertThat(jobs(services))
                .extracting(job -> job.getMetadata().getLabels().get(Names.LABEL_STEP))
                .containsExactlyInAnyOrder("plan", "download");
    }

    private static List<Job> jobs(Services services) {
        return cluster.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(services.namespace())
                .list()
                .getItems();
    }

    private static String manifests(int count) {
        return IntStream.range(0, count).mapToObj(ApiServerFaultsTest::service).collect(Collectors.joining("---\n"));
    }

    private static String service(int number) {
        return Services.manifest(name(number), "modelId: Qwen/Qwen3-0.6B\nreplicas: 0\n");
    }

    private static String name(int number) {
        return "service-" + number;
    }
}
