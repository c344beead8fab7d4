package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Key;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a failed pod means for its Job, by the Job's {@code podFailurePolicy}: the first rule that matches decides. */
sealed interface PodFailure {

    /** One more failure towards {@code backoffLimit}. */
    record Counted() implements PodFailure {}

    /** As if the pod had never been. */
    record Ignored() implements PodFailure {}

    /** The whole Job fails at once. */
    record Final(String message) implements PodFailure {}

    static PodFailure of(Pod pod, @Nullable PodFailurePolicy policy) {
        List<PodFailurePolicyRule> rules = policy == null ? List.of() : policy.getRules();
        for (int i = 0; i < rules.size(); i++) {
            PodFailurePolicyRule rule = rules.get(i);
            Optional<String> matched = matched(pod, rule);
            if (matched.isPresent()) {
                String message = "%s matching %s rule at index %d".formatted(matched.get(), rule.getAction(), i);
                return switch (rule.getAction()) {
                    case "FailJob" -> new Final(message);
                    case "Ignore" -> new Ignored();
                    default -> new Counted();
                };
            }
        }
        return new Counted();
    }

    private static Optional<String> matched(Pod pod, PodFailurePolicyRule rule) {
        if (rule.getOnExitCodes() != null) {
            return containers(pod)
                    .filter(status -> exitCode(status)
                            .filter(code -> holds(rule.getOnExitCodes(), status, code))
                            .isPresent())
                    .findFirst()
                    .map(status -> "Container %s for pod %s failed with exit code %d"
                            .formatted(
                                    status.getName(),
                                    Key.of(pod),
                                    exitCode(status).orElse(0)));
        }
        return rule.getOnPodConditions().stream()
                .filter(pattern -> PodState.condition(pod, pattern.getType())
                        .filter(condition ->
                                condition.getStatus().equals(Objects.requireNonNullElse(pattern.getStatus(), "True")))
                        .isPresent())
                .findFirst()
                .map(pattern -> "Pod %s has condition %s".formatted(Key.of(pod), pattern.getType()));
    }

    private static boolean holds(PodFailurePolicyOnExitCodesRequirement wanted, ContainerStatus status, int exitCode) {
        if (exitCode == 0
                || (wanted.getContainerName() != null
                        && !wanted.getContainerName().equals(status.getName()))) {
            return false;
        }
        return "In".equals(wanted.getOperator()) == wanted.getValues().contains(exitCode);
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Stream.concat(
                pod.getStatus().getContainerStatuses().stream(), pod.getStatus().getInitContainerStatuses().stream());
    }

    private static Optional<Integer> exitCode(ContainerStatus status) {
        ContainerStateTerminated terminated =
                status.getState() == null ? null : status.getState().getTerminated();
        return Optional.ofNullable(terminated).map(ContainerStateTerminated::getExitCode);
    }
}
