package com.amd.aim.sandbox.controller;

import com.amd.aim.sandbox.client.Times;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The conditions of a Deployment: whether it is Available, and whether it makes Progress. Types, reasons and messages
 * are the deployment controller's, since clients ({@code kubectl rollout status}, GitOps tools) judge by them.
 */
final class DeploymentConditions {

    private DeploymentConditions() {}

    /** The counts that progress is told from. */
    record Counts(int replicas, int updated, int ready, int available) {

        static Counts of(DeploymentStatus status) {
            return new Counts(
                    Objects.requireNonNullElse(status.getReplicas(), 0),
                    Objects.requireNonNullElse(status.getUpdatedReplicas(), 0),
                    Objects.requireNonNullElse(status.getReadyReplicas(), 0),
                    Objects.requireNonNullElse(status.getAvailableReplicas(), 0));
        }

        private boolean furtherThan(Counts before) {
            return updated > before.updated
                    || replicas - updated < before.replicas - before.updated
                    || ready > before.ready
                    || available > before.available;
        }
    }

    /** All conditions as they are now; times are kept where nothing changed. */
    static List<DeploymentCondition> next(Deployment deployment, Counts counts, String newReplicaSet, Instant now) {
        DeploymentStatus before = Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
        List<DeploymentCondition> conditions = new ArrayList<>(before.getConditions());
        progressing(deployment, Counts.of(before), counts, newReplicaSet, now)
                .ifPresent(condition -> put(conditions, condition, now));
        put(conditions, available(deployment, counts), now);
        return conditions;
    }

    /** When the deadline for progress will have passed; nothing where none runs. */
    static Optional<Duration> untilDeadline(Deployment deployment, List<DeploymentCondition> conditions, Instant now) {
        return find(conditions, "Progressing")
                .filter(condition -> !"NewReplicaSetAvailable".equals(condition.getReason()))
                .filter(condition -> "True".equals(condition.getStatus()))
                .flatMap(condition -> Times.parse(condition.getLastUpdateTime()))
                .map(since ->
                        Duration.between(now, since.plus(deadline(deployment)).plusSeconds(1)))
                .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left);
    }

    private static DeploymentCondition available(Deployment deployment, Counts counts) {
        Rollout rollout = Rollout.of(deployment.getSpec());
        return counts.available >= rollout.replicas() - rollout.maxUnavailable()
                ? condition("Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
                : condition(
                        "Available",
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.");
    }

    private static Optional<DeploymentCondition> progressing(
            Deployment deployment, Counts before, Counts now, String newReplicaSet, Instant instant) {
        Optional<DeploymentCondition> last = find(
                Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new)
                        .getConditions(),
                "Progressing");
        String reason = last.map(DeploymentCondition::getReason).orElse("");
        if (Boolean.TRUE.equals(deployment.getSpec().getPaused())) {
            return Optional.of(condition("Progressing", "Unknown", "DeploymentPaused", "Deployment is paused"));
        }
        if (reason.equals("DeploymentPaused")) {
            return Optional.of(condition("Progressing", "Unknown", "DeploymentResumed", "Deployment is resumed"));
        }
        if (now.replicas == now.updated && reason.equals("NewReplicaSetAvailable")) {
            return Optional.empty(); // it has arrived; later changes of availability are no progress and no failure
        }
        String name = "ReplicaSet \"" + newReplicaSet + "\" ";
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        if (now.updated == wanted && now.replicas == wanted && now.available == wanted) {
            return Optional.of(
                    condition("Progressing", "True", "NewReplicaSetAvailable", name + "has successfully progressed."));
        }
        if (last.isEmpty() || now.furtherThan(before)) {
            return Optional.of(condition("Progressing", "True", "ReplicaSetUpdated", name + "is progressing."));
        }
        return timedOut(deployment, last.get(), instant)
                ? Optional.of(condition(
                        "Progressing", "False", "ProgressDeadlineExceeded", name + "has timed out progressing."))
                : Optional.empty();
    }

    private static boolean timedOut(Deployment deployment, DeploymentCondition last, Instant now) {
        return !"NewReplicaSetAvailable".equals(last.getReason())
                && Times.parse(last.getLastUpdateTime())
                        .map(since -> since.plus(deadline(deployment)).isBefore(now))
                        .orElse(false);
    }

    private static Duration deadline(Deployment deployment) {
        return Duration.ofSeconds(
                Objects.requireNonNullElse(deployment.getSpec().getProgressDeadlineSeconds(), 600));
    }

    /** Replaces the condition of that type; the same status and reason keep their times, but for visible progress. */
    static void put(List<DeploymentCondition> conditions, DeploymentCondition next, Instant now) {
        Optional<DeploymentCondition> before = find(conditions, next.getType());
        boolean same = before.filter(old -> old.getStatus().equals(next.getStatus())
                        && old.getReason().equals(next.getReason()))
                .isPresent();
        if (same && !next.getReason().equals("ReplicaSetUpdated")) {
            return;
        }
        String time = Times.print(now);
        String transition = before.filter(old -> old.getStatus().equals(next.getStatus()))
                .map(DeploymentCondition::getLastTransitionTime)
                .orElse(time);
        before.ifPresent(conditions::remove);
        conditions.add(new DeploymentConditionBuilder(next)
                .withLastUpdateTime(time)
                .withLastTransitionTime(transition)
                .build());
    }

    static DeploymentCondition condition(String type, String status, String reason, String message) {
        return new DeploymentConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    private static Optional<DeploymentCondition> find(List<DeploymentCondition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst();
    }
}
