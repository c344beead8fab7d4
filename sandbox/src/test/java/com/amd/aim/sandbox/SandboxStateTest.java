package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.sandbox.kubelet.SimulatedNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A sandbox that starts again in its directory")
class SandboxStateTest {
    @TempDir
    Path folder;

    private SandboxBuilder settings() {
        return Sandbox.builder()
                .state(folder.resolve("state"))
                .containers(new TestPrograms())
                .backoff(Duration.ofMillis(100));
    }

    @Test
    @DisplayName("goes on: the same objects, volumes, nodes and credentials; its pods have been started once more")
    void goesOn() throws IOException {
        String kubeconfig;
        URI hub;
        ConfigMap kept;
        Pod pod;
        try (Sandbox first = settings().nodes("1xMI300X:8").start()) {
            kubeconfig = first.kubeconfig();
            hub = first.hub().endpoint();
            kept = first.client().resource(configMap()).create();
            createClaim(first);
            create(first, "app", "Always");
            create(first, "once", "Never");
            pod = awaitPod(first, "app", WorldTest::ready);
            awaitPod(first, "once", WorldTest::ready);
            Files.writeString(first.volume("default", "data").resolve("weights"), "heavy");
            Files.writeString(scratch(pod), "half done");
            first.nodes().cordon("mi300x-0");
        }
        Path orphan = Files.createDirectories(
                folder.resolve("state/pods").resolve(UUID.randomUUID().toString()));

        try (Sandbox second = settings().start()) {
            assertThat(second.kubeconfig()).isEqualTo(kubeconfig);
            assertThat(second.hub().endpoint()).isEqualTo(hub);
            assertThat(second.nodes().nodes()).containsExactly("mi300x-0");
            assertThat(second.client().resource(kept).get()).isEqualTo(kept);
            assertThat(second.volume("default", "data").resolve("weights")).hasContent("heavy");
            assertThat(second.client()
                            .nodes()
                            .withName("mi300x-0")
                            .get()
                            .getSpec()
                            .getUnschedulable())
                    .isTrue();
            assertThat(orphan).doesNotExist();

            Pod again = awaitPod(second, "app", found -> restarts(found) == 1 && WorldTest.ready(found));
            assertThat(again.getMetadata().getUid()).isEqualTo(pod.getMetadata().getUid());
            assertThat(scratch(again)).hasContent("half done");
            assertThat(again.getStatus().getStartTime())
                    .isEqualTo(pod.getStatus().getStartTime());
            assertThat(status(again).getLastState().getTerminated().getExitCode())
                    .isEqualTo(255);
            Pod once = awaitPod(second, "once", found -> WorldTest.is(found, "Failed"));
            assertThat(status(once).getState().getTerminated().getExitCode()).isEqualTo(255);
        }
    }

    @Test
    @DisplayName("writes nothing where there is nothing to do but to report its nodes")
    void quiet() throws IOException {
        String version;
        try (Sandbox first = settings().nodes("").start()) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> first.client()
                                    .serviceAccounts()
                                    .inAnyNamespace()
                                    .list()
                                    .getItems()
                                    .size()
                            == 4);
            version = version(first);
        }
        try (Sandbox second = settings().start()) {
            assertThat(second.nodes().nodes()).isEmpty();
            assertThat(version(second)).isEqualTo(version);
        }
    }

    @Test
    @DisplayName("has the nodes that are named now, and moves the pods of those that are gone")
    void otherNodes() throws IOException {
        try (Sandbox first = settings().nodes("1xMI300X:8").start()) {
            deploy(first);
            await().atMost(Duration.ofSeconds(30)).until(() -> nodesOfReady(first), List.of("mi300x-0")::equals);
        }
        try (Sandbox second = settings().nodes("1xMI325X:8").start()) {
            await().atMost(Duration.ofSeconds(30)).until(() -> nodesOfReady(second), List.of("mi325x-0")::equals);
            assertThat(names(second.client().nodes().list().getItems())).containsExactly("mi325x-0");
            assertThat(names(second.client()
                            .leases()
                            .inNamespace("kube-node-lease")
                            .list()
                            .getItems()))
                    .containsExactly("mi325x-0");
        }
        try (Sandbox third = settings().start()) {
            assertThat(third.nodes().nodes()).containsExactly("mi325x-0");
        }
    }

    @Test
    @DisplayName("has nodes that were described in full as they were described, those of the last time anew")
    void describedNodes() throws IOException {
        SimulatedNode tainted = new SimulatedNode(
                "mi300x-0",
                Map.of("zone", "a"),
                List.of(new Taint("NoSchedule", "team", null, "x")),
                false,
                Map.of("amd.com/gpu", new Quantity("4")));
        settings().nodes("1xMI300X:8").start().close();
        settings().nodes(List.of(tainted)).start().close();

        try (Sandbox third = settings().start()) {
            assertThat(third.nodes().node("mi300x-0")).isEqualTo(tainted);
            Node node = third.client().nodes().withName("mi300x-0").get();
            assertThat(node.getMetadata().getLabels()).containsEntry("zone", "a");
            assertThat(node.getSpec().getTaints()).isEqualTo(tainted.taints());
            assertThat(node.getStatus().getAllocatable()).containsEntry("amd.com/gpu", new Quantity("4"));
        }
        SimulatedNode plain = new SimulatedNode("mi300x-0", Map.of(), List.of(), false, Map.of());
        try (Sandbox fourth = settings().nodes(List.of(plain)).start()) {
            Node node = fourth.client().nodes().withName("mi300x-0").get();
            assertThat(node.getMetadata().getLabels())
                    .containsOnlyKeys("kubernetes.io/arch", "kubernetes.io/hostname", "kubernetes.io/os");
            assertThat(node.getSpec().getTaints()).isEmpty();
            assertThat(node.getStatus().getAllocatable()).doesNotContainKey("amd.com/gpu");
        }
    }

    /** A file in the pod's {@code emptyDir}. */
    private Path scratch(Pod pod) {
        return folder.resolve("state/pods").resolve(pod.getMetadata().getUid()).resolve("volumes/scratch/file");
    }

    private static List<String> names(List<? extends HasMetadata> objects) {
        return objects.stream().map(object -> object.getMetadata().getName()).toList();
    }

    private static List<String> nodesOfReady(Sandbox sandbox) {
        return sandbox.client().pods().inNamespace("default").list().getItems().stream()
                .filter(WorldTest::ready)
                .map(pod -> pod.getSpec().getNodeName())
                .toList();
    }

    private static String version(Sandbox sandbox) {
        return sandbox.client().configMaps().list().getMetadata().getResourceVersion();
    }

    private static int restarts(Pod pod) {
        return status(pod).getRestartCount();
    }

    private static ContainerStatus status(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst();
    }

    private static Pod awaitPod(Sandbox sandbox, String name, Predicate<Pod> condition) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> Objects.requireNonNull(sandbox.client()
                                .pods()
                                .inNamespace("default")
                                .withName(name)
                                .get()),
                        condition);
    }

    private static ConfigMap configMap() {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("default")
                .withName("kept")
                .endMetadata()
                .addToData("k", "v")
                .build();
    }

    private static void deploy(Sandbox sandbox) {
        sandbox.client()
                .resource(new DeploymentBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName("app")
                        .endMetadata()
                        .withNewSpec()
                        .withNewSelector()
                        .addToMatchLabels("app", "app")
                        .endSelector()
                        .withNewTemplate()
                        .withNewMetadata()
                        .addToLabels("app", "app")
                        .endMetadata()
                        .withNewSpec()
                        .withContainers(WorldTest.container("wait"))
                        .endSpec()
                        .endTemplate()
                        .endSpec()
                        .build())
                .create();
    }

    private static void createClaim(Sandbox sandbox) {
        sandbox.client()
                .resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName("data")
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteMany")
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    private static void create(Sandbox sandbox, String name, String restartPolicy) {
        sandbox.client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("default")
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withRestartPolicy(restartPolicy)
                        .withContainers(WorldTest.container("wait"))
                        .addNewVolume()
                        .withName("data")
                        .withNewPersistentVolumeClaim("data", false)
                        .endVolume()
                        .addNewVolume()
                        .withName("scratch")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec()
                        .build())
                .create();
    }
}
