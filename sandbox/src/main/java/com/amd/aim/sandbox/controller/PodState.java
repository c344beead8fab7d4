package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Times;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a pod's status as controllers judge it. */
final class PodState {

    private PodState() {}

    /** Neither finished nor on its way out. */
    static boolean active(Pod pod) {
        return !finished(pod) && pod.getMetadata().getDeletionTimestamp() == null;
    }

    static boolean leaving(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    /** Whether a container of a pod that has not finished was started more than once. */
    static boolean restarted(Pod pod) {
        return pod.getStatus() != null
                && !finished(pod)
                && Stream.concat(
                                pod.getStatus().getInitContainerStatuses().stream(),
                                pod.getStatus().getContainerStatuses().stream())
                        .anyMatch(container -> container.getRestartCount() > 0);
    }

    static boolean finished(Pod pod) {
        return is(pod, "Succeeded") || is(pod, "Failed");
    }

    static boolean is(Pod pod, String phase) {
        return pod.getStatus() != null && phase.equals(pod.getStatus().getPhase());
    }

    static Optional<PodCondition> condition(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    static boolean ready(Pod pod) {
        return condition(pod, "Ready")
                .map(PodCondition::getStatus)
                .filter("True"::equals)
                .isPresent();
    }

    /** Since when the pod is Ready; nothing while it is not. */
    static Optional<Instant> readySince(Pod pod) {
        return condition(pod, "Ready")
                .filter(condition -> "True".equals(condition.getStatus()))
                .flatMap(condition -> Times.parse(condition.getLastTransitionTime()));
    }

    /** Ready for at least {@code minReadySeconds}. */
    static boolean available(Pod pod, int minReadySeconds, Instant now) {
        return ready(pod)
                && (minReadySeconds == 0
                        || readySince(pod)
                                .map(since ->
                                        !since.plusSeconds(minReadySeconds).isAfter(now))
                                .orElse(false));
    }

    /** How long until the pod has been Ready for {@code minReadySeconds}; nothing where that is past or not in sight. */
    static Optional<Duration> untilAvailable(Pod pod, int minReadySeconds, Instant now) {
        return readySince(pod)
                .map(since -> Duration.between(now, since.plusSeconds(minReadySeconds)))
                .filter(Duration::isPositive);
    }
}
