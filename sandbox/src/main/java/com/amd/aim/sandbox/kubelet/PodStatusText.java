package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.kubelet.ContainerState.Running;
import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.ContainerState.Waiting;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a pod's status as a kubelet would. */
final class PodStatusText {

    private PodStatusText() {}

    static PodStatus of(Pod pod, PodView view, PodConditions conditions) {
        List<Container> init = Objects.requireNonNullElse(pod.getSpec().getInitContainers(), List.of());
        String waiting = init.isEmpty() ? "ContainerCreating" : "PodInitializing";
        PodStatusBuilder status = new PodStatusBuilder()
                .withPhase(view.phase())
                .withHostIP(view.hostIp())
                .withPodIP(view.podIp())
                .withStartTime(Times.print(view.startTime()))
                .withQosClass(QosClass.of(pod.getSpec()))
                .withConditions(conditions.next(pod, view))
                .withInitContainerStatuses(init.stream()
                        .map(container -> container(pod, container, view, waiting))
                        .toList())
                .withContainerStatuses(pod.getSpec().getContainers().stream()
                        .map(container -> container(pod, container, view, waiting))
                        .sorted(Comparator.comparing(ContainerStatus::getName))
                        .toList());
        status.addNewHostIP(view.hostIp());
        status.addNewPodIP(view.podIp());
        view.verdict().ifPresent(verdict -> status.withReason(verdict.reason()).withMessage(verdict.message()));
        return status.build();
    }

    private static ContainerStatus container(Pod pod, Container container, PodView view, String waiting) {
        boolean isInit = pod.getSpec().getInitContainers().contains(container);
        ContainerState state = Stream.concat(view.situation().init().stream(), view.situation().main().stream())
                .filter(there -> there.name().equals(container.getName()))
                .findFirst()
                .orElseGet(() -> ContainerState.fresh(container.getName(), waiting));
        boolean succeeded = state.terminated().filter(Terminated::succeeded).isPresent();
        ContainerStatusBuilder status = new ContainerStatusBuilder()
                .withName(container.getName())
                .withImage(container.getImage())
                .withImageID("")
                .withRestartCount(state.restarts())
                .withReady(isInit ? succeeded : state.running() && state.ready())
                .withStarted(state.running() && state.started());
        if (state.running() || state.lastRun().isPresent()) {
            status.withImageID(container.getImage()).withContainerID(id(pod, state.name(), state.restarts()));
        }
        return states(status, pod, state, view.resting().get(container.getName()));
    }

    /** What it does now and how it ended before; one that rests after a crash has ended before. */
    private static ContainerStatus states(
            ContainerStatusBuilder status, Pod pod, ContainerState state, @Nullable Duration rests) {
        if (rests != null && state.terminated().isPresent()) {
            return status.withState(backOff(pod, state.name(), rests))
                    .withLastState(terminated(pod, state, state.terminated().get(), state.restarts()))
                    .build();
        }
        return status.withState(present(pod, state))
                .withLastState(state.last()
                        .map(last -> terminated(pod, state, last, state.restarts() - 1))
                        .orElseGet(() -> new ContainerStateBuilder().build()))
                .build();
    }

    private static io.fabric8.kubernetes.api.model.ContainerState present(Pod pod, ContainerState state) {
        return switch (state.phase()) {
            case Waiting waiting ->
                new ContainerStateBuilder()
                        .withNewWaiting()
                        .withReason(waiting.reason())
                        .withMessage(waiting.message().isEmpty() ? null : waiting.message())
                        .endWaiting()
                        .build();
            case Running running ->
                new ContainerStateBuilder()
                        .withNewRunning()
                        .withStartedAt(Times.print(running.since()))
                        .endRunning()
                        .build();
            case Terminated ended -> terminated(pod, state, ended, state.restarts());
        };
    }

    private static io.fabric8.kubernetes.api.model.ContainerState backOff(Pod pod, String name, Duration rests) {
        return new ContainerStateBuilder()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .withMessage("back-off %s restarting failed container=%s pod=%s_%s(%s)"
                        .formatted(
                                words(rests),
                                name,
                                pod.getMetadata().getName(),
                                pod.getMetadata().getNamespace(),
                                pod.getMetadata().getUid()))
                .endWaiting()
                .build();
    }

    private static io.fabric8.kubernetes.api.model.ContainerState terminated(
            Pod pod, ContainerState state, Terminated ended, int run) {
        return new ContainerStateBuilder()
                .withNewTerminated()
                .withExitCode(ended.exitCode())
                .withReason(ended.succeeded() ? "Completed" : "Error")
                .withMessage(ended.message().isEmpty() ? null : ended.message())
                .withStartedAt(Times.print(ended.started()))
                .withFinishedAt(Times.print(ended.finished()))
                .withContainerID(id(pod, state.name(), run))
                .endTerminated()
                .build();
    }

    /** The same for the same run of the same container. */
    private static String id(Pod pod, String container, int run) {
        String text = pod.getMetadata().getUid() + "/" + container + "/" + run;
        return "simulated://" + UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code 10s, 1m20s, 5m0s} as Go prints durations. */
    private static String words(Duration duration) {
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + "ms";
        }
        long minutes = duration.toMinutes();
        return (minutes > 0 ? minutes + "m" : "") + duration.toSecondsPart() + "s";
    }
}
