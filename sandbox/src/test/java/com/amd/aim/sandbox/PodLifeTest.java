package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PodLifeTest extends WorldTest {

    @Test
    @DisplayName("a pod runs to its end and leaves its exit code and message")
    void succeeds() {
        run(pod -> pod.editSpec().withRestartPolicy("Never").endSpec(), container("exit", "0", "all done"));
        Pod pod = awaitPod(seen -> is(seen, "Succeeded"));
        ContainerStatus status = pod.getStatus().getContainerStatuses().getFirst();
        assertThat(status.getState().getTerminated().getExitCode()).isZero();
        assertThat(status.getState().getTerminated().getReason()).isEqualTo("Completed");
        assertThat(status.getState().getTerminated().getMessage()).isEqualTo("all done");
        assertThat(condition(pod, "Ready").getReason()).isEqualTo("PodCompleted");
        assertThat(pod.getSpec().getNodeName()).isNotNull();
        assertThat(pod.getStatus().getPodIP()).startsWith("127.");
    }

    @Test
    @DisplayName("a failed pod shows the end of its log where it asked for that")
    void fallsBackToLogs() {
        run(
                pod -> pod.editSpec().withRestartPolicy("Never").endSpec(),
                named("main", "print", "it", "broke")
                        .addNewEnv()
                        .withName("FAIL")
                        .withValue("1")
                        .endEnv()
                        .withTerminationMessagePolicy("FallbackToLogsOnError")
                        .build());
        Pod pod = awaitPod(seen -> is(seen, "Failed"));
        assertThat(pod.getStatus()
                        .getContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getMessage())
                .isEqualTo("it broke\n");
    }

    @Test
    @DisplayName("a crashing container is restarted, backs off, and says so")
    void crashLoop() {
        run(container("exit", "3"));
        Pod pod = awaitPod(seen -> state(seen).getWaiting() != null
                && "CrashLoopBackOff".equals(state(seen).getWaiting().getReason()));
        ContainerStatus status = pod.getStatus().getContainerStatuses().getFirst();
        assertThat(status.getRestartCount()).isPositive();
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(3);
        assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
    }

    @Test
    @DisplayName("init containers run in order before the others, and share volumes with them")
    void initContainers() {
        run(
                pod -> pod.editSpec()
                        .addNewInitContainer()
                        .withName("first")
                        .withImage("i")
                        .withCommand("write", "/data/file", "x")
                        .addNewVolumeMount()
                        .withName("data")
                        .withMountPath("/data")
                        .endVolumeMount()
                        .endInitContainer()
                        .addNewInitContainer()
                        .withName("second")
                        .withImage("i")
                        .withCommand("read", "/data/file")
                        .addNewVolumeMount()
                        .withName("data")
                        .withMountPath("/data")
                        .endVolumeMount()
                        .endInitContainer()
                        .addNewVolume()
                        .withName("data")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec(),
                container("wait"));
        Pod pod = awaitPod(WorldTest::ready);
        assertThat(pod.getStatus().getInitContainerStatuses())
                .extracting(ContainerStatus::getName)
                .containsExactly("first", "second");
        assertThat(pod.getStatus().getInitContainerStatuses()).allMatch(ContainerStatus::getReady);
    }

    @Test
    @DisplayName("an init container that fails keeps the pod from starting")
    void initFails() {
        run(
                pod -> pod.editSpec()
                        .withRestartPolicy("Never")
                        .addNewInitContainer()
                        .withName("check")
                        .withImage("i")
                        .withCommand("exit", "7", "corrupt")
                        .endInitContainer()
                        .endSpec(),
                container("wait"));
        Pod pod = awaitPod(seen -> is(seen, "Failed"));
        assertThat(pod.getStatus()
                        .getInitContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getMessage())
                .isEqualTo("corrupt");
        assertThat(state(pod).getWaiting().getReason()).isEqualTo("PodInitializing");
        assertThat(condition(pod, "Initialized").getMessage()).isEqualTo("containers with incomplete status: [check]");
    }

    @Test
    @DisplayName("a readiness probe over HTTP makes a pod ready and unready as the answer changes")
    void readiness() throws IOException {
        Pod created = run(
                pod -> pod.editSpec()
                        .addNewVolume()
                        .withName("state")
                        .withNewEmptyDir()
                        .endEmptyDir()
                        .endVolume()
                        .endSpec(),
                named("main", "serve", "8080", "/state/up")
                        .addNewPort()
                        .withContainerPort(8080)
                        .withName("http")
                        .endPort()
                        .addNewVolumeMount()
                        .withName("state")
                        .withMountPath("/state")
                        .endVolumeMount()
                        .withNewReadinessProbe()
                        .withNewHttpGet()
                        .withPath("/")
                        .withNewPort("http")
                        .endHttpGet()
                        .withPeriodSeconds(1)
                        // on a busy machine an answer may take longer than the second that it is given by default
                        .withTimeoutSeconds(30)
                        .withFailureThreshold(1)
                        .endReadinessProbe()
                        .build());
        Pod pod = awaitPod(seen -> is(seen, "Running"));
        assertThat(ready(pod)).isFalse();
        assertThat(condition(pod, "Ready").getMessage()).isEqualTo("containers with unready status: [main]");
        Path volume = state().resolve("pods/" + created.getMetadata().getUid() + "/volumes/state");
        Files.writeString(volume.resolve("up"), "");
        awaitPod(WorldTest::ready);
        Files.delete(volume.resolve("up"));
        awaitPod(seen -> !ready(seen));
        eventually()
                .until(() -> events("Unhealthy").stream()
                        .map(Event::getMessage)
                        .anyMatch("Readiness probe failed: HTTP probe failed with statuscode: 503"::equals));
    }

    @Test
    @DisplayName("a container that fails its liveness probe is restarted")
    void liveness() {
        run(named("main", "wait")
                .withNewLivenessProbe()
                .withNewTcpSocket()
                .withNewPort(9)
                .endTcpSocket()
                .withPeriodSeconds(1)
                .withFailureThreshold(1)
                .endLivenessProbe()
                .build());
        awaitPod(seen ->
                seen.getStatus().getContainerStatuses().stream().anyMatch(status -> status.getRestartCount() > 0));
        eventually().until(() -> !events("Killing").isEmpty());
    }

    @Test
    @DisplayName("a missing Secret keeps a container waiting, and it starts when the Secret comes")
    void missingSecret() {
        run(named("main", "wait")
                .addNewEnv()
                .withName("TOKEN")
                .withNewValueFrom()
                .withNewSecretKeyRef("token", "creds", null)
                .endValueFrom()
                .endEnv()
                .build());
        Pod pod = awaitPod(seen -> state(seen).getWaiting() != null
                && "CreateContainerConfigError".equals(state(seen).getWaiting().getReason()));
        assertThat(state(pod).getWaiting().getMessage()).isEqualTo("secret \"creds\" not found");
        client().resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName("creds")
                        .endMetadata()
                        .withStringData(Map.of("token", "x"))
                        .build())
                .create();
        awaitPod(WorldTest::ready);
    }

    @Test
    @DisplayName("a container that nothing here can run waits and says so")
    void unknownProgram() {
        run(container("fly"));
        Pod pod = awaitPod(seen -> state(seen).getWaiting() != null
                && "CreateContainerError".equals(state(seen).getWaiting().getReason()));
        assertThat(state(pod).getWaiting().getMessage()).isEqualTo("no program fly");
    }

    @Test
    @DisplayName("a deleted pod is asked to end and goes; one that does not listen goes when its grace is over")
    void deletion() {
        run(container("wait"));
        awaitPod(WorldTest::ready);
        client().pods().inNamespace(namespace()).withName("pod").delete();
        eventually().until(() -> pods().isEmpty());

        run(pod -> pod.editSpec().withTerminationGracePeriodSeconds(1L).endSpec(), container("stubborn"));
        awaitPod(WorldTest::ready);
        // of the answer, as the grace may be over by the next request
        String asked = client().raw(
                        "/api/v1/namespaces/" + namespace() + "/pods/pod",
                        "DELETE",
                        Map.of("apiVersion", "v1", "kind", "DeleteOptions"));
        assertThat(asked).contains("deletionTimestamp");
        eventually().until(() -> pods().isEmpty());
    }

    @Test
    @DisplayName("deleted with grace 0 a pod is gone at once")
    void forced() {
        run(container("stubborn"));
        awaitPod(WorldTest::ready);
        client().pods()
                .inNamespace(namespace())
                .withName("pod")
                .withGracePeriod(0)
                .delete();
        assertThat(pods()).isEmpty();
    }

    @Test
    @DisplayName("a pod past its deadline fails")
    void deadline() {
        run(pod -> pod.editSpec().withActiveDeadlineSeconds(1L).endSpec(), container("wait"));
        Pod pod = awaitPod(seen -> is(seen, "Failed"));
        assertThat(pod.getStatus().getReason()).isEqualTo("DeadlineExceeded");
    }

    @Test
    @DisplayName("a pod that fits nowhere says why on itself and in an event, and goes when there is room")
    void unschedulable() {
        run(
                pod -> pod.editSpec()
                        .addToNodeSelector("amd.com/gpu.device-id", "74a5")
                        .addToTolerations(new Toleration("NoSchedule", "amd.com/gpu", "Exists", null, null))
                        .endSpec(),
                named("main", "wait")
                        .withNewResources()
                        .addToLimits("amd.com/gpu", new Quantity("9"))
                        .endResources()
                        .build());
        String message = "0/3 nodes are available: 1 Insufficient amd.com/gpu, 2 node(s) didn't match Pod's node"
                + " affinity/selector.";
        Pod pod = awaitPod(seen -> !seen.getStatus().getConditions().isEmpty());
        assertThat(condition(pod, "PodScheduled"))
                .extracting(PodCondition::getStatus, PodCondition::getReason, PodCondition::getMessage)
                .containsExactly("False", "Unschedulable", message);
        eventually()
                .until(() -> events("FailedScheduling").stream()
                        .map(Event::getMessage)
                        .toList()
                        .equals(List.of(message)));
    }

    static ContainerState state(Pod pod) {
        return pod.getStatus().getContainerStatuses().getFirst().getState();
    }

    static PodCondition condition(Pod pod, String type) {
        return pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
