package com.amd.aim.sandbox.kubelet;

import com.amd.aim.sandbox.kubelet.ContainerState.Terminated;
import com.amd.aim.sandbox.kubelet.PodPlan.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod's status is told from.
 *
 * @param resting containers in a back-off before their next start
 * @param ending whether the pod is on its way out: nothing is started any more
 * @param verdict why the kubelet itself ended the pod
 * @param startTime when the kubelet first saw the pod
 */
record PodView(
        Situation situation,
        Map<String, Duration> resting,
        boolean ending,
        Optional<Verdict> verdict,
        Instant startTime,
        String podIp,
        String hostIp) {

    /** A pod that the kubelet failed, {@code DeadlineExceeded} for one. */
    record Verdict(String reason, String message) {}

    /** {@code Pending, Running, Succeeded} or {@code Failed}, by the kubelet's rules. */
    String phase() {
        if (verdict.isPresent()) {
            return "Failed";
        }
        if (!situation.initialized()) {
            return situation.over() || (ending && nothingRuns()) ? "Failed" : "Pending";
        }
        List<ContainerState> main = situation.main();
        if (main.stream()
                .anyMatch(
                        container -> !container.running() && container.lastRun().isEmpty())) {
            return ending && nothingRuns() ? "Failed" : "Pending";
        }
        if (main.stream().anyMatch(ContainerState::running)) {
            return "Running";
        }
        boolean succeeded = main.stream()
                .allMatch(container ->
                        container.terminated().filter(Terminated::succeeded).isPresent());
        if (ending || situation.over()) {
            return succeeded ? "Succeeded" : "Failed";
        }
        return "Running";
    }

    boolean finished() {
        String phase = phase();
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    boolean nothingRuns() {
        return situation.init().stream().noneMatch(ContainerState::running)
                && situation.main().stream().noneMatch(ContainerState::running);
    }
}
