package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.client.Times;
import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodReadinessGate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The conditions of one pod that are the kubelet's; remembers when each last changed. */
final class PodConditions {

    private final InstantSource clock;
    private final Map<String, PodCondition> last = new HashMap<>();

    PodConditions(InstantSource clock) {
        this.clock = clock;
    }

    /** All of them as they are now. */
    List<PodCondition> next(Pod pod, PodView view) {
        List<PodCondition> conditions = new ArrayList<>();
        conditions.add(yes("PodReadyToStartContainers"));
        conditions.add(initialized(view));
        PodCondition containers = containersReady(view);
        conditions.add(ready(pod, containers));
        conditions.add(containers);
        conditions.add(yes("PodScheduled"));
        return conditions.stream().map(condition -> dated(pod, condition)).toList();
    }

    private static PodCondition initialized(PodView view) {
        if (view.situation().initialized()) {
            return yes("Initialized");
        }
        String names = names(
                view.situation().init(),
                container ->
                        container.terminated().filter(Terminated::succeeded).isEmpty());
        return no("Initialized", "ContainersNotInitialized", "containers with incomplete status: [" + names + "]");
    }

    private static PodCondition containersReady(PodView view) {
        String phase = view.phase();
        if (phase.equals("Succeeded") || phase.equals("Failed")) {
            return no("ContainersReady", phase.equals("Succeeded") ? "PodCompleted" : "PodFailed", "");
        }
        String names = names(view.situation().main(), container -> !(container.running() && container.ready()));
        return names.isEmpty()
                ? yes("ContainersReady")
                : no("ContainersReady", "ContainersNotReady", "containers with unready status: [" + names + "]");
    }

    private static PodCondition ready(Pod pod, PodCondition containers) {
        if (!"True".equals(containers.getStatus())) {
            return new PodConditionBuilder(containers).withType("Ready").build();
        }
        return Objects.requireNonNullElse(pod.getSpec().getReadinessGates(), List.<PodReadinessGate>of()).stream()
                .flatMap(gate -> closed(pod, gate.getConditionType()).stream())
                .findFirst()
                .map(message -> no("Ready", "ReadinessGatesNotReady", message))
                .orElseGet(() -> yes("Ready"));
    }

    private static Optional<String> closed(Pod pod, String gate) {
        Optional<PodCondition> condition = there(pod, gate);
        if (condition.isEmpty()) {
            return Optional.of("corresponding condition of pod readiness gate \"" + gate + "\" does not exist.");
        }
        return "True".equals(condition.get().getStatus())
                ? Optional.empty()
                : Optional.of("the status of pod readiness gate \"" + gate + "\" is not \"True\", but "
                        + condition.get().getStatus());
    }

    /** Gives the condition the time it changed: the last one where its status is the same. */
    private PodCondition dated(Pod pod, PodCondition condition) {
        Optional<PodCondition> before =
                Optional.ofNullable(last.get(condition.getType())).or(() -> there(pod, condition.getType()));
        String time = before.filter(old -> condition.getStatus().equals(old.getStatus()))
                .map(PodCondition::getLastTransitionTime)
                .orElseGet(() -> Times.print(clock.instant()));
        PodCondition dated =
                new PodConditionBuilder(condition).withLastTransitionTime(time).build();
        last.put(condition.getType(), dated);
        return dated;
    }

    private static Optional<PodCondition> there(Pod pod, String type) {
        return pod.getStatus() == null
                ? Optional.empty()
                : pod.getStatus().getConditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    private static String names(List<ContainerState> containers, Predicate<ContainerState> which) {
        return containers.stream().filter(which).map(ContainerState::name).collect(Collectors.joining(" "));
    }

    private static PodCondition yes(String type) {
        return new PodConditionBuilder().withType(type).withStatus("True").build();
    }

    private static PodCondition no(String type, String reason, String message) {
        return new PodConditionBuilder()
                .withType(type)
                .withStatus("False")
                .withReason(reason)
                .withMessage(message.isEmpty() ? null : message)
                .build();
    }
}
