package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("The life of a service")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifeCycleTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final OperatorProcess operator;

    LifeCycleTest(Cluster cluster) {
        this.cluster = cluster;
        this.operator = cluster.startOperator("life-cycle");
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    @Test
    @DisplayName("stops at kubectl scale --replicas=0, which is no error, and serves again when scaled back")
    void scaled() {
        Services services = services("scaled");
        services.apply(Services.manifest("qwen", "modelId: " + MODEL)).succeeded();
        services.awaitReady("qwen");

        scale(services, 0);
        AIMService stopped = services.awaitReason("qwen", "Ready", "ScaledToZero");
        assertThat(Services.condition(stopped, "Stalled"))
                .map(Condition::getStatus)
                .contains("False");
        await().atMost(PATIENCE).until(() -> services.pods().stream().noneMatch(LifeCycleTest::isServer));
        assertThat(caches(services)).isEqualTo(1);

        scale(services, 2);
        services.await("qwen", service -> Objects.equals(2, service.getStatus().readyReplicas()));
        services.awaitReady("qwen");
        services.delete();
    }

    @Test
    @DisplayName(
            "ends by background and foreground deletion with all that is its own, and by orphaning without; the cache stays")
    void propagation() {
        Services services = services("deleted");
        for (DeletionPropagation propagation : DeletionPropagation.values()) {
            services.apply(Services.manifest(name(propagation), "modelId: " + MODEL))
                    .succeeded();
        }
        for (DeletionPropagation propagation : DeletionPropagation.values()) {
            services.awaitReady(name(propagation));
        }
        for (DeletionPropagation propagation : DeletionPropagation.values()) {
            cluster.client()
                    .resources(AIMService.class)
                    .inNamespace(services.namespace())
                    .withName(name(propagation))
                    .withPropagationPolicy(propagation)
                    .delete();
        }

        String orphan = name(DeletionPropagation.ORPHAN);
        gone(services, name(DeletionPropagation.BACKGROUND));
        gone(services, name(DeletionPropagation.FOREGROUND));
        await().atMost(PATIENCE).until(() -> services.get(orphan).isEmpty());
        services.awaitDeployment(
                orphan,
                workload -> workload.getMetadata().getOwnerReferences().isEmpty()
                        && Objects.equals(1, workload.getStatus().getReadyReplicas()));
        assertThat(service(services, orphan)).isPresent();
        assertThat(caches(services)).isEqualTo(1);
        services.delete();
    }

    private Services services(String prefix) {
        return new Services(cluster, cluster.newNamespace(prefix));
    }

    private void scale(Services services, int replicas) {
        cluster.kubectl("scale", "aimservice", "qwen", "--namespace", services.namespace(), "--replicas=" + replicas)
                .succeeded();
    }

    private static boolean isServer(Pod pod) {
        return "qwen".equals(pod.getMetadata().getLabels().get("aim.amd.com/service"));
    }

    private void gone(Services services, String name) {
        await().atMost(PATIENCE)
                .until(() -> services.get(name).isEmpty()
                        && services.deployment(name).isEmpty()
                        && service(services, name).isEmpty());
    }

    private Optional<Service> service(Services services, String name) {
        return Optional.ofNullable(cluster.client()
                .services()
                .inNamespace(services.namespace())
                .withName(name)
                .get());
    }

    private int caches(Services services) {
        return cluster.client()
                .resources(AIMModelCache.class)
                .inNamespace(services.namespace())
                .list()
                .getItems()
                .size();
    }

    private static String name(DeletionPropagation propagation) {
        return propagation.name().toLowerCase(java.util.Locale.ROOT);
    }
}
