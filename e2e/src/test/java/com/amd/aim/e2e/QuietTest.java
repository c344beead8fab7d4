package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.AuditLog.Request;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A cluster of its own, since every write of the operator's account counts. A fifth of the services serve, each on a GPU: those have
 * the most objects to be written again. Two fifths are stopped, with a Deployment and a Service each, and two fifths find no GPU, with a
 * status alone. So there are all of a service's stable ends, on as few simulated servers as are needed to see a write per server.
 */
@DisplayName("200 settled services")
@OnOwnCluster
class QuietTest {
    private static final int SERVING = 40;
    private static final int STOPPED = 80;
    private static final int WITHOUT_GPU = 80;
    private static final int ALL = SERVING + STOPPED + WITHOUT_GPU;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Duration QUIET = Duration.ofSeconds(60);

    private static final String CACHE = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMModelCache
            metadata: {name: shared}
            spec:
              source: {uri: hf://Qwen/Qwen3-0.6B}
              storage: {accessMode: ReadWriteMany}
            """;

    @Test
    @DisplayName(
            "are read once after a restart and not written at all, and in a minute of rest only the lease is kept: a peer writes each")
    void restart() throws Exception {
        try (Cluster cluster = Cluster.up("quiet", "5xMI300X:8")) {
            Services services = new Services(cluster, cluster.newNamespace("quiet"));
            try (OperatorProcess _ = cluster.startOperator("quiet-1", "--leader-elect")) {
                services.apply(manifests()).succeeded();
                awaitSettled(cluster, services);
            }
            AuditLog audit = cluster.audit();
            long restart = audit.mark();
            try (OperatorProcess operator = cluster.startOperator("quiet-2", "--leader-elect")) {
                await().atMost(PATIENCE).until(() -> reconciled(operator) >= ALL);
                long rest = audit.mark();
                await().pollDelay(QUIET).timeout(QUIET.plusSeconds(30)).until(() -> true);

                assertThat(withoutLease(audit.operatorSince(rest)))
                        .as("in a minute of rest")
                        .isEmpty();
                assertThat(audit.operatorSince(rest)).as("the lease is kept").isNotEmpty();
            }
            List<Request> requests = withoutLease(audit.operatorSince(restart));
            assertThat(requests).filteredOn(Request::writes).as("writes").isEmpty();
            assertThat(requests).extracting(Request::verb).containsOnly("list", "watch");
            assertThat(perKind(requests))
                    .as("of one kind")
                    .allSatisfy((_, count) -> assertThat(count).isLessThanOrEqualTo(8));
        }
    }

    private static String manifests() {
        String small = "modelId: Qwen/Qwen3-0.6B\ngpuCount: 1\ncache: {name: shared}\n";
        return Stream.of(
                        Stream.of(CACHE),
                        numbered("serving", SERVING, small + "hardware: MI300X"),
                        numbered("stopped", STOPPED, small + "hardware: MI300X\nreplicas: 0"),
                        numbered("no-gpu", WITHOUT_GPU, small + "hardware: MI355X"))
                .flatMap(each -> each)
                .collect(Collectors.joining("\n---\n"));
    }

    private static Stream<String> numbered(String name, int count, String spec) {
        return IntStream.range(0, count).mapToObj(number -> Services.manifest(name + "-" + number, spec));
    }

    private static void awaitSettled(Cluster cluster, Services services) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(reasons(cluster, services))
                        .isEqualTo(Map.of("Serving", SERVING, "ScaledToZero", STOPPED, "HardwareAbsent", WITHOUT_GPU)));
        cluster.audit().awaitCalm(_ -> true);
    }

    private static Map<String, Integer> reasons(Cluster cluster, Services services) {
        return cluster.client().resources(AIMService.class).inNamespace(services.namespace()).list().getItems().stream()
                .map(service -> Services.condition(service, "Ready")
                        .map(io.fabric8.kubernetes.api.model.Condition::getReason)
                        .orElse("none"))
                .collect(Collectors.toMap(reason -> reason, _ -> 1, Integer::sum));
    }

    private static double reconciled(OperatorProcess operator) throws IOException, InterruptedException {
        return operator.metrics()
                .lines()
                .filter(line -> line.startsWith("reconciliations_success_total") && line.contains("\"aimservice\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Paths without a resource are the readiness of the process, which the test asks for. */
    private static List<Request> withoutLease(List<Request> requests) {
        return requests.stream()
                .filter(request -> !request.isLease() && !request.resource().isEmpty())
                .toList();
    }

    private static Map<String, Integer> perKind(List<Request> requests) {
        Map<String, Integer> counts = new TreeMap<>();
        requests.forEach(request -> counts.merge(request.verb() + " " + request.resource(), 1, Integer::sum));
        System.out.println("200 services, restart: " + counts);
        return counts;
    }
}
