package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMModelCache.Phase;
import com.amd.aim.sandbox.hub.TinyHub;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("The life of a cache")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CacheLifeTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What a namespace in which a model is being fetched may take to go. */
    private static final Duration NAMESPACE_PATIENCE = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final OperatorProcess operator;

    CacheLifeTest(Cluster cluster) {
        this.cluster = cluster;
        this.operator = cluster.startOperator("cache-life");
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    @DisplayName(
            "a cache deleted while in use takes no data with it: the deletion waits, says for whom, and the service goes on")
    void cacheInUse() {
        Services services = services("used");
        services.apply(Services.manifest("qwen", "modelId: " + MODEL)).succeeded();
        String name = Objects.requireNonNull(
                Objects.requireNonNull(services.awaitReady("qwen").getStatus().cache())
                        .name());
        services.awaitCache(name, cache -> !cache.getMetadata().getFinalizers().isEmpty());

        cluster.kubectl("delete", "aimmodelcache", name, "--namespace", services.namespace(), "--wait=false")
                .succeeded();
        AIMModelCache waiting =
                services.awaitCache(name, cache -> cache.getStatus().phase() == Phase.Deleting);

        assertThat(waiting.getStatus().conditions())
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getMessage().contains("qwen"));
        assertThat(claim(services, name)).get().matches(claim -> !claim.isMarkedForDeletion(), "is not being deleted");
        // a server that is made now still finds its files
        Set<String> before = readyServers(services);
        cluster.kubectl("delete", "pods", "--namespace", services.namespace(), "-l", "aim.amd.com/service=qwen")
                .succeeded();
        await().atMost(PATIENCE)
                .until(() -> !readyServers(services).isEmpty() && Collections.disjoint(readyServers(services), before));

        cluster.kubectl("delete", "aimservice", "qwen", "--namespace", services.namespace())
                .succeeded();
        await().atMost(PATIENCE).until(() -> services.cache(name).isEmpty());
        await().atMost(PATIENCE).until(() -> claim(services, name).isEmpty());
        services.delete();
    }

    @Test
    @DisplayName("a cache that is filled over a bad line never flaps: its phase and its measured bytes only go forward")
    void neverFlaps() throws Exception {
        Services services = services("flaps");
        List<AIMModelCache.Status> told = Collections.synchronizedList(new ArrayList<>());
        try (TinyHub hub = TinyHub.start();
                Watch _ = cluster.client()
                        .resources(AIMModelCache.class)
                        .inNamespace(services.namespace())
                        .watch(new StatusRecorder(told))) {
            hub.add(MODEL);
            hub.faults().slow(60_000);
            hub.faults().cut(100_000, 3);
            services.apply("""
                    apiVersion: aim.amd.com/v1alpha1
                    kind: AIMModelCache
                    metadata:
                      name: steady
                    spec:
                      source: {uri: "hf://%s", endpoint: "%s"}
                    """.formatted(MODEL, hub.endpoint())).succeeded();
            services.awaitCache(
                    "steady",
                    cache -> cache.getStatus() != null && cache.getStatus().phase() == Phase.Ready);
            await().atMost(PATIENCE).until(() -> told.getLast().phase() == Phase.Ready);
        }
        List<Phase> phases = new ArrayList<>();
        told.stream()
                .map(AIMModelCache.Status::phase)
                .filter(phase -> phases.isEmpty() || phases.getLast() != phase)
                .forEach(phases::add);
        // Pending is the wait for the claim's volume, which comes after the plan
        assertThat(phases).doesNotHaveDuplicates().endsWith(Phase.Downloading, Phase.Ready);
        assertThat(told.stream().map(AIMModelCache.Status::bytesDone).filter(Objects::nonNull))
                .isSorted()
                .hasSizeGreaterThan(1);
        services.delete();
    }

    private record StatusRecorder(List<AIMModelCache.Status> told) implements Watcher<AIMModelCache> {
        @Override
        public void eventReceived(Action action, AIMModelCache cache) {
            if (cache.getStatus() != null && cache.getStatus().phase() != null) {
                told.add(cache.getStatus());
            }
        }

        @Override
        public void onClose(WatcherException cause) {}
    }

    @Test
    @DisplayName("a namespace with a running download is gone within a minute")
    void namespaceDeletedWhileDownloading() throws Exception {
        Services services = services("leaving");
        try (TinyHub hub = TinyHub.start()) {
            hub.add(MODEL);
            // at this rate the download takes minutes
            hub.faults().slow(2_000);
            services.apply(Services.manifest(
                            "qwen", "modelId: %s\nsource: {endpoint: '%s'}".formatted(MODEL, hub.endpoint())))
                    .succeeded();
            String cache = Objects.requireNonNull(Objects.requireNonNull(services.await(
                                    "qwen",
                                    service -> service.getStatus() != null
                                            && service.getStatus().cache() != null)
                            .getStatus()
                            .cache())
                    .name());
            services.awaitCache(
                    cache,
                    found -> found.getStatus() != null
                            && found.getStatus().phase() == Phase.Downloading
                            && Optional.ofNullable(found.getStatus().bytesDone())
                                            .orElse(0L)
                                    > 0);

            long began = System.nanoTime();
            cluster.client().namespaces().withName(services.namespace()).delete();
            await().atMost(NAMESPACE_PATIENCE).until(() -> namespace(services).isEmpty());
            System.out.printf(
                    "the namespace with a running download was gone after %d s%n",
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
        }
    }

    private Services services(String prefix) {
        return new Services(cluster, cluster.newNamespace(prefix));
    }

    private Optional<Namespace> namespace(Services services) {
        return Optional.ofNullable(
                cluster.client().namespaces().withName(services.namespace()).get());
    }

    private Set<String> readyServers(Services services) {
        return services.pods().stream()
                .filter(CacheLifeTest::isServer)
                .filter(pod -> pod.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True")))
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private static boolean isServer(Pod pod) {
        return "qwen".equals(pod.getMetadata().getLabels().get("aim.amd.com/service"));
    }

    private Optional<PersistentVolumeClaim> claim(Services services, String name) {
        return Optional.ofNullable(cluster.client()
                .persistentVolumeClaims()
                .inNamespace(services.namespace())
                .withName(name)
                .get());
    }
}
