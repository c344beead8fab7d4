package com.amd.aim.bench;

import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.AuditLog;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.operator.http.Connections;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One size of one load, on a control plane of its own, so that a round does not inherit from the one before. */
final class Round {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration REQUEST = Duration.ofMinutes(2);
    private static final String NAMESPACE = "bench";

    private final Load load;
    private final int count;
    private final int workers;
    private final int samples;

    /**
     * @param workers of the operator, threads of the user and of the bare loop
     * @param samples how many single services are timed
     */
    Round(Load load, int count, int workers, int samples) {
        this.load = load;
        this.count = count;
        this.workers = workers;
        this.samples = samples;
    }

    Result run() throws Exception {
        try (Cluster cluster = Cluster.up(load.name() + "-" + count, "1xMI300X:8");
                KubernetesClient client = patient(cluster);
                Crew crew = new Crew(workers)) {
            String namespace = cluster.newNamespace(NAMESPACE);
            Measured all;
            Result.@Nullable Latency latency;
            try (OperatorProcess operator = operator(cluster, "operator")) {
                load.prepare(cluster, namespace);
                Requests.awaitNone(cluster.audit());
                all = atOnce(cluster, client, operator, namespace, crew);
                latency = samples == 0 ? null : latency(client, namespace);
                Requests.awaitNone(cluster.audit());
            }
            Result.Restart restart = restart(cluster);
            BareLoop.@Nullable Took limit = load instanceof ServiceLoad
                    ? new BareLoop(client, cluster.newNamespace("limit")).run(namespace, crew)
                    : null;
            return all.result(load.name(), count, restart, latency, limit);
        }
    }

    private record Measured(
            double created,
            double workloads,
            double settled,
            double cpu,
            Usage usage,
            Requests requests,
            double reconciles) {
        Result result(
                String load,
                int count,
                Result.Restart restart,
                Result.@Nullable Latency latency,
                BareLoop.@Nullable Took limit) {
            return new Result(
                    load,
                    count,
                    created,
                    workloads,
                    settled,
                    cpu,
                    usage.rssMb(),
                    usage.peakRssMb(),
                    requests,
                    reconciles,
                    restart,
                    latency,
                    limit);
        }
    }

    private Measured atOnce(
            Cluster cluster, KubernetesClient client, OperatorProcess operator, String namespace, Crew crew)
            throws Exception {
        AuditLog audit = cluster.audit();
        List<HasMetadata> items = load.items(namespace, count);
        long mark = audit.mark();
        Usage before = Usage.of(operator.pid());
        Metric metric = Metric.of(operator.metrics(), load.controller());
        try (Sighting<?> workloads = load.workloads(client, namespace, count);
                Sighting<?> settled = load.settled(client, namespace, count)) {
            long start = System.nanoTime();
            double created = crew.timed(items, item -> client.resource(item).create());
            double there = Crew.seconds(start, workloads.await(PATIENCE));
            double done = Crew.seconds(start, settled.await(PATIENCE));
            Requests.awaitNone(audit);
            Usage after = Usage.of(operator.pid());
            return new Measured(
                    created,
                    there,
                    done,
                    after.cpuSeconds() - before.cpuSeconds(),
                    after,
                    Requests.since(audit, mark),
                    Metric.of(operator.metrics(), load.controller()).reconciles() - metric.reconciles());
        }
    }

    private Result.Latency latency(KubernetesClient client, String namespace) throws InterruptedException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            String name = "single-" + i;
            HasMetadata item = load.item(namespace, name);
            try (Sighting<?> seen = new Sighting<>(
                    client.apps().deployments().inNamespace(namespace).withName(name), name, 1, _ -> true)) {
                long start = System.nanoTime();
                client.resource(item).create();
                millis.add((seen.await(PATIENCE) - start) / 1_000_000);
            }
        }
        List<Long> sorted = millis.stream().sorted().toList();
        return new Result.Latency(samples, at(sorted, 0.50), at(sorted, 0.99));
    }

    private static long at(List<Long> sorted, double share) {
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private Result.Restart restart(Cluster cluster) {
        AuditLog audit = cluster.audit();
        long mark = audit.mark();
        long start = System.nanoTime();
        try (OperatorProcess operator = operator(cluster, "restarted")) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() ->
                            Metric.of(operator.metrics(), load.controller()).done(count));
            double seconds = Crew.seconds(start, System.nanoTime());
            Requests.awaitNone(audit);
            Usage usage = Usage.of(operator.pid());
            return new Result.Restart(seconds, usage.cpuSeconds(), usage.rssMb(), Requests.since(audit, mark));
        }
    }

    /** A request that waits for its turn on a busy machine is not to be given up and sent again. */
    private static KubernetesClient patient(Cluster cluster) {
        Config config = new ConfigBuilder(Config.fromKubeconfig(cluster.kubeconfig()))
                .withRequestTimeout(Math.toIntExact(REQUEST.toMillis()))
                .build();
        return Connections.to(config);
    }

    private OperatorProcess operator(Cluster cluster, String name) {
        return cluster.startOperator(name, "--workers=" + workers);
    }
}
