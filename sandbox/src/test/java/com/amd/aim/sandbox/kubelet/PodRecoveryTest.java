package com.amd.aim.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of a pod that an earlier kubelet ran")
class PodRecoveryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant SINCE = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant EARLIER = Instant.parse("2026-06-01T09:00:00Z");
    private static final Terminated CUT = new Terminated(255, "", SINCE, NOW);
    private static final String RUNNING = "state: {running: {startedAt: '2026-06-01T10:00:00Z'}}, lastState: {}";
    private static final String DONE =
            "state: {terminated: {exitCode: 0, startedAt: '2026-06-01T09:00:00Z', finishedAt: '2026-06-01T10:00:00Z'}}";

    private static Pod pod(String policy, String phase, String main) {
        return Serialization.unmarshal("""
                apiVersion: v1
                kind: Pod
                spec:
                  restartPolicy: %s
                  initContainers: [{name: init}]
                  containers: [{name: main}, {name: other}]
                status:
                  phase: %s
                  startTime: '2026-06-01T09:00:00Z'
                  initContainerStatuses: [{name: init, restartCount: 1, %s}]
                  containerStatuses: [{name: main, restartCount: 3, %s}]
                """.formatted(policy, phase, DONE, main), Pod.class);
    }

    private static ContainerState of(Pod pod, String container) {
        return new PodRecovery(pod, NOW).of(container);
    }

    private static Waiting waiting() {
        return new Waiting("PodInitializing", "", Optional.empty());
    }

    @Test
    @DisplayName("what ran has ended with 255 and is to be started again, init containers before it")
    void restarts() {
        Pod pod = pod("Always", "Running", RUNNING);

        assertThat(of(pod, "main")).isEqualTo(new ContainerState("main", 3, waiting(), Optional.of(CUT), false, false));
        assertThat(of(pod, "init"))
                .isEqualTo(new ContainerState(
                        "init", 1, waiting(), Optional.of(new Terminated(0, "", EARLIER, SINCE)), false, false));
        assertThat(of(pod, "main").start(NOW, true, true).restarts()).isEqualTo(4);
        assertThat(PodRecovery.startTime(pod)).contains(EARLIER);
    }

    @Test
    @DisplayName("a container that never ran begins afresh")
    void fresh() {
        assertThat(of(pod("Always", "Running", RUNNING), "other"))
                .isEqualTo(ContainerState.fresh("other", "PodInitializing"));
        assertThat(of(pod("Always", "Pending", "state: {waiting: {reason: ContainerCreating}}"), "main"))
                .isEqualTo(ContainerState.fresh("main", "PodInitializing"));
        Pod unseen = Serialization.unmarshal("spec: {containers: [{name: main}]}", Pod.class);
        assertThat(of(unseen, "main")).isEqualTo(ContainerState.fresh("main", "ContainerCreating"));
        assertThat(PodRecovery.startTime(unseen)).isEmpty();
    }

    @Test
    @DisplayName("one that rested after a crash is started at once")
    void rested() {
        String resting =
                "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 7, message: why,"
                        + " startedAt: '2026-06-01T09:00:00Z', finishedAt: '2026-06-01T10:00:00Z'}}";

        assertThat(of(pod("OnFailure", "Running", resting), "main"))
                .isEqualTo(new ContainerState(
                        "main", 3, waiting(), Optional.of(new Terminated(7, "why", EARLIER, SINCE)), false, false));
    }

    @Test
    @DisplayName("nothing is started again where the pod never restarts, is over, or the work is done")
    void stays() {
        assertThat(of(pod("Never", "Running", RUNNING), "main").terminated()).contains(CUT);
        assertThat(of(pod("Never", "Running", RUNNING), "init").terminated())
                .map(Terminated::exitCode)
                .contains(0);
        assertThat(of(pod("Always", "Failed", RUNNING), "main").terminated()).contains(CUT);
        assertThat(of(pod("OnFailure", "Running", DONE), "main").terminated())
                .map(Terminated::exitCode)
                .contains(0);
        assertThat(of(pod("OnFailure", "Running", DONE), "init").terminated()).isEmpty();
    }
}
