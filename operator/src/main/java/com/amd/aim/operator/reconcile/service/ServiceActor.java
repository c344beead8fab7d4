package com.amd.aim.operator.reconcile.service;

import com.amd.aim.operator.apply.Applied;
import com.amd.aim.operator.apply.Applier;
import com.amd.aim.operator.apply.FieldConflict;
import com.amd.aim.operator.plan.ServiceWork;
import com.amd.aim.operator.plan.Workload;
import com.amd.aim.operator.status.Finding;
import com.amd.aim.operator.status.Reason;
import com.amd.aim.operator.view.RecentWrites;
import com.amd.aim.operator.view.ServiceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Carries out a plan. The workload comes first, since the choice is written on it: whatever happens then, the choice is not made
 * again.
 */
final class ServiceActor {
    /** Answers that trying again does not change: the object is wrong, a quota is used up, a policy forbids it. */
    private static final Set<Integer> REFUSALS =
            Set.of(HttpURLConnection.HTTP_BAD_REQUEST, HttpURLConnection.HTTP_FORBIDDEN, 422);

    private static final int LONGEST_REFUSAL = 500;

    private final Applier applier;
    private final RecentWrites<Deployment> written;
    private final RollOuts rollOuts;

    ServiceActor(Applier applier, RecentWrites<Deployment> written, RollOuts rollOuts) {
        this.applier = applier;
        this.written = written;
        this.rollOuts = rollOuts;
    }

    /** Does it, and returns what is worth telling: something that was refused, or left to somebody else. */
    Optional<Finding> act(ServiceId service, ServiceWork work, InformedView cluster) {
        List<FieldConflict> conflicts = new ArrayList<>();
        Optional<Finding> refused = workload(service, work.workload())
                .flatMap(wanted -> apply(service, wanted, cluster, conflicts))
                .or(() -> work.frontend()
                        .flatMap(wanted ->
                                apply(wanted, cluster.frontend(service).map(HasMetadata.class::cast), conflicts)))
                .or(() -> work.newCache().flatMap(this::create));
        return refused.or(() -> told(conflicts));
    }

    private Optional<Deployment> workload(ServiceId service, Workload workload) {
        return switch (workload) {
            case Workload.Unchanged _ -> Optional.empty();
            case Workload.Applied(Deployment wanted) -> Optional.of(wanted);
            case Workload.HeldBack held ->
                Optional.of(held.automatic() && rollOuts.take(service) ? held.fresh() : held.kept());
        };
    }

    private Optional<Finding> apply(
            ServiceId service, Deployment wanted, InformedView cluster, List<FieldConflict> conflicts) {
        Optional<Deployment> seen = cluster.seenDeployment(service);
        return guarded(
                wanted,
                () -> {
                    Applied applied =
                            applier.apply(wanted, written.latest(service, seen).orElse(null));
                    applied.stored()
                            .map(Deployment.class::cast)
                            .ifPresent(stored -> written.wrote(service, seen, stored));
                    return applied;
                },
                conflicts);
    }

    private Optional<Finding> apply(HasMetadata wanted, Optional<HasMetadata> live, List<FieldConflict> conflicts) {
        return guarded(wanted, () -> applier.apply(wanted, live.orElse(null)), conflicts);
    }

    private Optional<Finding> create(HasMetadata wanted) {
        try {
            applier.createOnce(wanted);
            return Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(refusal(wanted, e));
        }
    }

    private static Optional<Finding> guarded(HasMetadata wanted, Write write, List<FieldConflict> conflicts) {
        try {
            Applied applied = write.send();
            conflicts.addAll(applied.conflicts());
            return applied.outcome() == Applied.Outcome.NAME_TAKEN
                    ? Optional.of(
                            new Finding(
                                    Reason.NameTaken,
                                    "there is a " + wanted.getKind() + " '"
                                            + wanted.getMetadata().getName()
                                            + "' in this namespace that does not belong to this service; delete it, or give the service another name"))
                    : Optional.empty();
        } catch (KubernetesClientException e) {
            return Optional.of(refusal(wanted, e));
        }
    }

    /** One write; its result says what came of it. */
    @FunctionalInterface
    private interface Write {
        Applied send();
    }

    private static Finding refusal(HasMetadata wanted, KubernetesClientException e) {
        if (!REFUSALS.contains(e.getCode())) {
            throw e;
        }
        String said = e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
        String message = said == null ? "no reason given" : said;
        // a refused pod template comes back whole
        String shown = message.length() <= LONGEST_REFUSAL ? message : message.substring(0, LONGEST_REFUSAL) + "…";
        return new Finding(
                Reason.ApplyRefused, "the API server refuses the " + wanted.getKind() + " of this service: " + shown);
    }

    private static Optional<Finding> told(List<FieldConflict> conflicts) {
        return conflicts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Reason.FieldConflict,
                        conflicts.stream()
                                .map(FieldConflict::toString)
                                .sorted()
                                .collect(Collectors.joining("; ", "left as it is: ", ""))));
    }
}
