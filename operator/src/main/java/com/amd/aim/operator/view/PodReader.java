package com.amd.aim.operator.view;

import com.amd.aim.operator.api.Names;
import com.amd.aim.operator.view.PodView.Contained;
import com.amd.aim.operator.view.PodView.Ended;
import com.amd.aim.operator.view.PodView.Unschedulable;
import com.amd.aim.operator.view.PodView.Waiting;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reduces a server's pod to a {@link PodView}. */
public final class PodReader {
    private PodReader() {}

    public static PodView read(Pod pod) {
        Optional<PodStatus> status = Optional.ofNullable(pod.getStatus());
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        List<Contained> containers = Stream.concat(
                        containers(status.map(PodStatus::getInitContainerStatuses), true),
                        containers(status.map(PodStatus::getContainerStatuses), false))
                .toList();
        return new PodView(
                pod.getMetadata().getName(),
                annotations == null ? "" : annotations.getOrDefault(Names.ANNOTATION_TEMPLATE, ""),
                condition(pod, "Ready")
                        .filter(condition -> "True".equals(condition.getStatus()))
                        .isPresent(),
                pod.getMetadata().getDeletionTimestamp() != null || hasEnded(status),
                condition(pod, "PodScheduled").flatMap(PodReader::unschedulable),
                containers);
    }

    /** One that was evicted, say: its owner has replaced it, and it may lie there for days. */
    private static boolean hasEnded(Optional<PodStatus> status) {
        return status.map(PodStatus::getPhase)
                .filter(phase -> phase.equals("Failed") || phase.equals("Succeeded"))
                .isPresent();
    }

    private static Optional<PodCondition> condition(Pod pod, String type) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }

    private static Optional<Unschedulable> unschedulable(PodCondition scheduled) {
        if (!"False".equals(scheduled.getStatus()) || !"Unschedulable".equals(scheduled.getReason())) {
            return Optional.empty();
        }
        String since = scheduled.getLastTransitionTime();
        return Optional.of(
                new Unschedulable(text(scheduled.getMessage()), since == null ? Instant.EPOCH : Instant.parse(since)));
    }

    private static Stream<Contained> containers(Optional<List<ContainerStatus>> statuses, boolean init) {
        return statuses.orElse(List.of()).stream()
                .map(status -> new Contained(
                        status.getName(),
                        init,
                        waiting(status.getState()),
                        ended(status),
                        status.getRestartCount() == null ? 0 : status.getRestartCount()));
    }

    private static @Nullable Waiting waiting(@Nullable ContainerState state) {
        return state == null || state.getWaiting() == null
                ? null
                : new Waiting(
                        text(state.getWaiting().getReason()),
                        text(state.getWaiting().getMessage()));
    }

    private static @Nullable Ended ended(ContainerStatus status) {
        return Stream.of(Optional.ofNullable(status.getState()), Optional.ofNullable(status.getLastState()))
                .flatMap(Optional::stream)
                .map(ContainerState::getTerminated)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .map(PodReader::ended)
                .orElse(null);
    }

    private static Ended ended(ContainerStateTerminated state) {
        int code = state.getExitCode() == null ? 0 : state.getExitCode();
        return new Ended(code, text(state.getReason()), text(state.getMessage()).strip());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
