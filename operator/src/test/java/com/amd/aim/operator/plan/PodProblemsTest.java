package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.PodReader;
import com.amd.aim.operator.view.PodView;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a pod's own status says, as one sentence. */
class PodProblemsTest {
    private static final Map<String, Map.Entry<ContainerStatus, Finding>> TABLE = Map.ofEntries(
            row(
                    "an image that does not exist",
                    waiting("server", "ErrImagePull", "rpc error: code = NotFound desc = x:1: not found"),
                    Reason.ImagePullFailed,
                    "The image of container server cannot be pulled: rpc error: code = NotFound desc = x:1: not found; check spec.image, and spec.imagePullSecrets for a private registry."),
            row(
                    "the same while the kubelet backs off",
                    waiting(
                            "server",
                            "ImagePullBackOff",
                            "Back-off pulling image \"x:1\": ErrImagePull: rpc error: code = NotFound desc = x:1: not found"),
                    Reason.ImagePullFailed,
                    "The image of container server cannot be pulled: rpc error: code = NotFound desc = x:1: not found; check spec.image, and spec.imagePullSecrets for a private registry."),
            row(
                    "a Secret that is missing",
                    waiting("server", "CreateContainerConfigError", "secret \"mine\" not found"),
                    Reason.ContainerConfigError,
                    "Container server cannot be made: secret \"mine\" not found."),
            row(
                    "too little memory",
                    ended("server", 137, "OOMKilled", ""),
                    Reason.OutOfMemory,
                    "Container server was ended for lack of memory (OOMKilled); raise its memory in spec.resources."),
            row(
                    "a crash, with the last line of the log",
                    ended("server", 1, "Error", "Traceback\n  File x\nValueError: bad argument\n"),
                    Reason.CrashLooping,
                    "Container server ends with exit code 1: ValueError: bad argument."),
            row(
                    "a crash without a word",
                    ended("server", 139, "Error", ""),
                    Reason.CrashLooping,
                    "Container server ends with exit code 139: Error."),
            row(
                    "weights that are not complete",
                    ended(
                            "verify",
                            3,
                            "Error",
                            "{\"error\":\"Corrupt\",\"message\":\"The cache does not hold a/b: no marker.\"}"),
                    Reason.WeightsDamaged,
                    "The weights did not pass the check before the start: The cache does not hold a/b: no marker."));

    private static Map.Entry<String, Map.Entry<ContainerStatus, Finding>> row(
            String name, ContainerStatus status, Reason reason, String message) {
        return Map.entry(name, Map.entry(status, new Finding(reason, message)));
    }

    private static ContainerStatus waiting(String container, String reason, String message) {
        return new ContainerStatusBuilder()
                .withName(container)
                .withNewState()
                .withNewWaiting(message, reason)
                .endState()
                .build();
    }

    /** As it is told while the container waits to be started again. */
    private static ContainerStatus ended(String container, int code, String reason, String message) {
        return new ContainerStatusBuilder(waiting(container, "CrashLoopBackOff", "back-off 10s restarting"))
                .withRestartCount(3)
                .withNewLastState()
                .withNewTerminated()
                .withExitCode(code)
                .withReason(reason)
                .withMessage(message)
                .endTerminated()
                .endLastState()
                .build();
    }

    private static PodView pod(ContainerStatus status) {
        boolean init = "verify".equals(status.getName());
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName("p")
                .endMetadata()
                .withNewStatus()
                .withInitContainerStatuses(init ? List.of(status) : List.of())
                .withContainerStatuses(init ? List.of() : List.of(status))
                .endStatus()
                .build();
        return PodReader.read(pod);
    }

    @TestFactory
    @DisplayName("a pod's trouble is told in one sentence")
    Stream<DynamicTest> table() {
        return TABLE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(),
                        () -> assertThat(PodProblems.first(
                                        List.of(pod(row.getValue().getKey()))))
                                .contains(row.getValue().getValue())));
    }

    @Test
    @DisplayName("a pod that is merely starting, ending or ready has no trouble")
    void none() {
        PodView crashed = pod(ended("server", 1, "Error", ""));
        PodView ready = new PodView("p", "", true, false, Optional.empty(), crashed.containers());
        PodView ending = new PodView("p", "", false, true, Optional.empty(), crashed.containers());

        assertThat(PodProblems.first(List.of())).isEmpty();
        assertThat(PodProblems.first(List.of(pod(waiting("server", "PodInitializing", "")))))
                .isEmpty();
        assertThat(PodProblems.first(List.of(ready, ending))).isEmpty();
    }
}
