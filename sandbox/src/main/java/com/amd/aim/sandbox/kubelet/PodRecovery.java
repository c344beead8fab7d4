package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a kubelet makes of a pod that it finds as an earlier one left it, as after a node's reboot: what ran has ended with 255 and is
 * started again, init containers too, unless the pod never restarts or is over.
 *
 * @param now when what ran is taken to have ended
 */
record PodRecovery(Pod pod, Instant now) {

    private static final int UNKNOWN = 255;

    /** When the pod was first seen, if it was. */
    static Optional<Instant> startTime(Pod pod) {
        return Times.parse(pod.getStatus() == null ? null : pod.getStatus().getStartTime());
    }

    ContainerState of(String name) {
        String waiting = init().isEmpty() ? "ContainerCreating" : "PodInitializing";
        ContainerState fresh = ContainerState.fresh(name, waiting);
        return status(name)
                .flatMap(status -> lastRun(status).map(run -> resumed(fresh, status, run)))
                .orElse(fresh);
    }

    private ContainerState resumed(ContainerState fresh, ContainerStatus status, Terminated run) {
        Optional<Terminated> before = Optional.ofNullable(status.getLastState()).flatMap(this::ended);
        int restarts = Objects.requireNonNullElse(status.getRestartCount(), 0);
        if (staysEnded(status.getName(), run)) {
            return new ContainerState(status.getName(), restarts, run, before, false, false);
        }
        return new ContainerState(status.getName(), restarts, fresh.phase(), Optional.of(run), false, false);
    }

    private boolean staysEnded(String name, Terminated run) {
        String policy = Objects.requireNonNullElse(pod.getSpec().getRestartPolicy(), "Always");
        boolean over = List.of("Succeeded", "Failed")
                .contains(Objects.requireNonNullElse(pod.getStatus().getPhase(), ""));
        return over || policy.equals("Never") || (policy.equals("OnFailure") && !isInit(name) && run.succeeded());
    }

    private Optional<Terminated> lastRun(ContainerStatus status) {
        Optional<io.fabric8.kubernetes.api.model.ContainerState> state = Optional.ofNullable(status.getState());
        return state.map(io.fabric8.kubernetes.api.model.ContainerState::getRunning)
                .map(running -> new Terminated(
                        UNKNOWN, "", Times.parse(running.getStartedAt()).orElse(now), now))
                .or(() -> state.flatMap(this::ended))
                .or(() -> Optional.ofNullable(status.getLastState()).flatMap(this::ended));
    }

    private Optional<Terminated> ended(io.fabric8.kubernetes.api.model.ContainerState state) {
        return Optional.ofNullable(state.getTerminated())
                .map(run -> new Terminated(
                        run.getExitCode(),
                        Objects.requireNonNullElse(run.getMessage(), ""),
                        Times.parse(run.getStartedAt()).orElse(now),
                        Times.parse(run.getFinishedAt()).orElse(now)));
    }

    private Optional<ContainerStatus> status(String name) {
        PodStatus status = pod.getStatus();
        return status == null
                ? Optional.empty()
                : Stream.concat(status.getInitContainerStatuses().stream(), status.getContainerStatuses().stream())
                        .filter(container -> container.getName().equals(name))
                        .findFirst();
    }

    private boolean isInit(String name) {
        return init().stream().anyMatch(container -> container.getName().equals(name));
    }

    private List<Container> init() {
        return Objects.requireNonNullElse(pod.getSpec().getInitContainers(), List.of());
    }
}
