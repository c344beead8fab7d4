package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Backoff;
import com.amd.aim.sandbox.kubelet.ContainerState.Running;
import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.ContainerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a pod's containers need next, decided as a kubelet does: init containers one after the other, then the
 * containers all at once; what ended is started again by {@code restartPolicy}, the first time at once, then after a
 * back-off that grows with every restart and is forgotten by a container that ran for twice the longest back-off.
 *
 * @param start containers to start now
 * @param resting containers that wait for their next start, with the back-off they are in
 * @param wake when to look again although nothing happened
 */
record PodPlan(List<String> start, Map<String, Duration> resting, Optional<Instant> wake) {

    /**
     * What a plan is made from.
     *
     * @param restartPolicy {@code Always}, {@code OnFailure} or {@code Never}
     * @param init the init containers in their order
     * @param main the containers
     */
    record Situation(
            String restartPolicy, List<ContainerState> init, List<ContainerState> main, Backoff backoff, Instant now) {

        /** Whether every init container has done its work. */
        boolean initialized() {
            return init.stream()
                    .allMatch(container ->
                            container.terminated().filter(Terminated::succeeded).isPresent());
        }

        /** Whether the container will not be started again. */
        boolean over(ContainerState container, boolean isInit) {
            return container
                    .terminated()
                    .filter(ended -> !restarts(ended, isInit))
                    .isPresent();
        }

        /** Whether nothing of the pod will run any more. */
        boolean over() {
            return main.stream().allMatch(container -> over(container, false))
                    || init.stream()
                            .anyMatch(container -> over(container, true)
                                    && container
                                            .terminated()
                                            .filter(Terminated::succeeded)
                                            .isEmpty());
        }

        private static boolean unfinished(ContainerState container) {
            return container.terminated().filter(Terminated::succeeded).isEmpty();
        }

        private boolean restarts(Terminated ended, boolean isInit) {
            return switch (restartPolicy) {
                case "Never" -> false;
                case "OnFailure" -> !ended.succeeded();
                default -> !isInit || !ended.succeeded();
            };
        }
    }

    static PodPlan of(Situation situation) {
        List<String> start = new ArrayList<>();
        Map<String, Duration> resting = new TreeMap<>();
        List<Instant> wake = new ArrayList<>();
        for (ContainerState container : turn(situation)) {
            Optional<Instant> due = due(container, situation);
            if (due.isPresent() && !due.get().isAfter(situation.now)) {
                start.add(container.name());
            } else if (due.isPresent()) {
                wake.add(due.get());
                container
                        .terminated()
                        .ifPresent(ended -> resting.put(container.name(), delay(container, ended, situation)));
            }
        }
        return new PodPlan(start, resting, wake.stream().min(Comparator.naturalOrder()));
    }

    /** Whose turn it is and whose work is not done for good: one init container, or all containers. */
    private static List<ContainerState> turn(Situation situation) {
        boolean isInit = !situation.initialized();
        Stream<ContainerState> turn =
                isInit ? situation.init.stream().filter(Situation::unfinished).limit(1) : situation.main.stream();
        return turn.filter(container -> !situation.over(container, isInit)).toList();
    }

    /** When the container is to be started; nothing while it runs. */
    private static Optional<Instant> due(ContainerState container, Situation situation) {
        return switch (container.phase()) {
            case Running _ -> Optional.empty();
            case Waiting waiting -> Optional.of(waiting.retry().orElse(situation.now));
            case Terminated ended -> Optional.of(ended.finished().plus(delay(container, ended, situation)));
        };
    }

    private static Duration delay(ContainerState container, Terminated ended, Situation situation) {
        Duration ran = Duration.between(ended.started(), ended.finished());
        boolean forgotten = ran.compareTo(situation.backoff.most().multipliedBy(2)) > 0;
        return forgotten ? Duration.ZERO : situation.backoff.after(container.restarts());
    }
}
