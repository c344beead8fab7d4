package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClaimTest extends WorldTest {

    @Test
    @DisplayName("a claim is bound when a pod first uses it, keeps its data, and is protected while it is used")
    void claims() throws IOException {
        claim("data", null, "ReadWriteOnce");
        eventually().until(() -> !events("WaitForFirstConsumer").isEmpty());
        assertThat(claimOf("data").getStatus().getPhase()).isEqualTo("Pending");
        run(withClaim("data"), writing("wait"));
        awaitPod(WorldTest::ready);
        assertThat(claimOf("data").getStatus().getPhase()).isEqualTo("Bound");
        assertThat(claimOf("data").getSpec().getStorageClassName()).isEqualTo("standard");
        Path volume = sandbox().volume(namespace(), "data");
        Files.writeString(volume.resolve("kept"), "x");

        client().persistentVolumeClaims()
                .inNamespace(namespace())
                .withName("data")
                .delete();
        assertThat(claimOf("data").getMetadata().getDeletionTimestamp()).isNotNull();
        client().pods().inNamespace(namespace()).withName("pod").delete();
        eventually()
                .until(() -> client().persistentVolumeClaims()
                        .inNamespace(namespace())
                        .list()
                        .getItems()
                        .isEmpty());
        eventually().until(() -> !Files.exists(volume));
    }

    @Test
    @DisplayName("a claim of a class that nobody knows stays Pending and says why, and so does its pod")
    void unknownStorageClass() {
        claim("data", "fast", "ReadWriteOnce");
        run(withClaim("data"), container("wait"));
        eventually()
                .until(() -> events("ProvisioningFailed").stream()
                        .map(Event::getMessage)
                        .anyMatch("storageclass.storage.k8s.io \"fast\" not found"::equals));
        awaitPod(seen -> PodLifeTest.condition(seen, "PodScheduled")
                .getMessage()
                .equals("0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims."));
        assertThat(claimOf("data").getStatus().getPhase()).isEqualTo("Pending");
    }

    @Test
    @DisplayName("a pod waits for a claim that does not exist and starts when it does")
    void missingClaim() {
        run(withClaim("data"), container("wait"));
        awaitPod(seen -> PodLifeTest.condition(seen, "PodScheduled")
                .getMessage()
                .equals("0/3 nodes are available: persistentvolumeclaim \"data\" not found."));
        claim("data", "standard", "ReadWriteMany");
        awaitPod(WorldTest::ready);
    }

    @Test
    @DisplayName("a volume for one node keeps pods on a second node waiting")
    void multiAttach() {
        claim("data", "standard", "ReadWriteOnce");
        run(on("mi300x-0", "data"), container("wait"));
        awaitPod(WorldTest::ready);
        run(
                pod -> on("mi300x-1", "data")
                        .apply(pod)
                        .editMetadata()
                        .withName("second")
                        .endMetadata(),
                container("wait"));
        eventually()
                .until(() -> events("FailedAttachVolume").stream()
                        .anyMatch(event -> event.getMessage().startsWith("Multi-Attach error for volume \"pvc-")
                                && event.getMessage().endsWith("Volume is already used by pod(s) pod")));
        client().pods().inNamespace(namespace()).withName("pod").delete();
        eventually().until(() -> ready(pod("second")));
    }

    private UnaryOperator<PodBuilder> on(String node, String claim) {
        return pod -> withClaim(claim)
                .apply(pod)
                .editSpec()
                .addToNodeSelector("kubernetes.io/hostname", node)
                .endSpec();
    }

    private static Container writing(String... command) {
        return named("main", command)
                .addNewVolumeMount()
                .withName("data")
                .withMountPath("/data")
                .endVolumeMount()
                .build();
    }
}
