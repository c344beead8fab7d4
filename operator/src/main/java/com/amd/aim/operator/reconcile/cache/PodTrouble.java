package com.amd.aim.operator.reconcile.cache;

import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Why the pod of a Job does not start, in the cluster's own words. */
final class PodTrouble {
    private static final Set<String> IMAGE =
            Set.of("ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull");
    private static final Set<String> CONFIG =
            Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

    private PodTrouble() {}

    static Optional<Finding> of(Pod pod) {
        return waiting(pod).or(() -> unschedulable(pod));
    }

    private static Optional<Finding> waiting(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
                .map(ContainerStatus::getState)
                .filter(Objects::nonNull)
                .map(ContainerState::getWaiting)
                .filter(Objects::nonNull)
                .flatMap(waiting -> told(pod, waiting).stream())
                .findFirst();
    }

    private static Optional<Finding> told(Pod pod, ContainerStateWaiting waiting) {
        String reason = Objects.requireNonNullElse(waiting.getReason(), "");
        String said = Objects.requireNonNullElse(waiting.getMessage(), reason);
        if (IMAGE.contains(reason)) {
            return Optional.of(new Finding(
                    Reason.ImagePullFailed,
                    "The image of pod %s cannot be pulled: %s"
                            .formatted(pod.getMetadata().getName(), said)));
        }
        if (CONFIG.contains(reason)) {
            return Optional.of(new Finding(
                    Reason.ContainerConfigError,
                    "The container of pod %s cannot be made: %s"
                            .formatted(pod.getMetadata().getName(), said)));
        }
        return Optional.empty();
    }

    private static Optional<Finding> unschedulable(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> "PodScheduled".equals(condition.getType())
                        && "False".equals(condition.getStatus())
                        && "Unschedulable".equals(condition.getReason()))
                .findFirst()
                .map(condition -> new Finding(
                        Reason.Unschedulable,
                        "No node for pod %s: %s".formatted(pod.getMetadata().getName(), condition.getMessage())));
    }
}
