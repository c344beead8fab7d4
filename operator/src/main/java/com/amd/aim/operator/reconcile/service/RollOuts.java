package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one service at a time be updated for no other reason than that the operator is newer: a new release must not restart every GPU
 * pod of a cluster at once.
 */
final class RollOuts {
    /** How often a service that waits for its turn asks again. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Turn(ServiceId service, Instant since) {}

    private final Supplier<List<Deployment>> underWay;
    private final InstantSource clock;
    private @Nullable Turn turn;

    /** @param underWay the workloads that are rolling out, as far as was seen */
    RollOuts(Supplier<List<Deployment>> underWay, InstantSource clock) {
        this.underWay = underWay;
        this.clock = clock;
    }

    /** Whether it is this service's turn; if so, it is until its roll-out is over. */
    synchronized boolean take(ServiceId service) {
        Instant now = clock.instant();
        Turn last = turn;
        boolean taken = last != null
                && !last.service().equals(service)
                && now.isBefore(last.since().plus(PATIENCE));
        if (taken) {
            return false;
        }
        boolean free = underWay.get().stream().map(ServiceId::of).allMatch(service::equals);
        if (free) {
            turn = new Turn(service, now);
        }
        return free;
    }

    /** Pods are being replaced or started, and not for longer than the workload's own deadline. */
    static boolean isUnderWay(Deployment live) {
        Optional<DeploymentStatus> status = Optional.ofNullable(live.getStatus());
        int wanted = Objects.requireNonNullElse(live.getSpec().getReplicas(), 1);
        boolean observed = status.map(DeploymentStatus::getObservedGeneration)
                .equals(Optional.ofNullable(live.getMetadata().getGeneration()));
        boolean complete = observed
                && status.map(DeploymentStatus::getUpdatedReplicas).orElse(0) >= wanted
                && status.map(DeploymentStatus::getAvailableReplicas).orElse(0) >= wanted
                && status.map(DeploymentStatus::getReplicas).orElse(0) <= wanted;
        boolean given = status.map(DeploymentStatus::getConditions).orElse(List.of()).stream()
                .anyMatch(condition -> "ProgressDeadlineExceeded".equals(condition.getReason()));
        return !complete && !given;
    }
}
