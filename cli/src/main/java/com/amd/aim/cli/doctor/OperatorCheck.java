package com.amd.aim.cli.doctor;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether an operator runs, and whether one of its replicas leads. */
final class OperatorCheck implements Check {
    private static final String SUBJECT = "Operator";
    /** The clocks of this machine and the operator's may differ. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    @Override
    public List<Finding> of(Observations seen) {
        return switch (seen.operators()) {
            case Seen.Hidden<List<Deployment>> hidden ->
                List.of(Finding.hidden(SUBJECT, "deployments --all-namespaces", hidden));
            case Seen.Known<List<Deployment>>(List<Deployment> deployments)
            when deployments.isEmpty() -> List.of(withoutDeployment(seen));
            case Seen.Known<List<Deployment>>(List<Deployment> deployments) -> deployed(deployments, seen);
        };
    }

    private static Finding withoutDeployment(Observations seen) {
        return leader(seen, seen.operatorNamespace())
                .map(holder -> Finding.ok(
                        SUBJECT,
                        "It runs outside the cluster's Deployments: %s holds the lease in namespace %s."
                                .formatted(holder, seen.operatorNamespace())))
                .orElseGet(() -> Finding.warning(
                        SUBJECT,
                        "None is seen: no Deployment of the chart, and nobody holds the lease in namespace %s; one that runs elsewhere without a lease leaves no trace."
                                .formatted(seen.operatorNamespace()),
                        install(seen)));
    }

    /** Whether neither a Deployment of one nor a lease is seen. */
    static boolean isAbsent(Observations seen) {
        return seen.operators() instanceof Seen.Known<List<Deployment>>(List<Deployment> deployments)
                && deployments.isEmpty()
                && leader(seen, seen.operatorNamespace()).isEmpty();
    }

    /** What brings one, and the definitions with it. */
    static String install(Observations seen) {
        return "helm install aim-engine helm/aim-engine --namespace %s --create-namespace"
                .formatted(seen.operatorNamespace());
    }

    private static List<Finding> deployed(List<Deployment> deployments, Observations seen) {
        List<Finding> findings = new ArrayList<>();
        deployments.forEach(deployment -> findings.add(judge(deployment, seen)));
        if (deployments.size() > 1) {
            findings.add(Finding.warning(
                    SUBJECT,
                    "There are %d; two that serve the same namespace undo each other's work."
                            .formatted(deployments.size()),
                    "helm list --all-namespaces"));
        }
        return findings;
    }

    private static Finding judge(Deployment deployment, Observations seen) {
        String namespace = deployment.getMetadata().getNamespace();
        String name = deployment.getMetadata().getName();
        int wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        int ready = deployment.getStatus() == null
                ? 0
                : Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0);
        String pods = "%s/%s has %d of %s ready".formatted(namespace, name, ready, Count.of(wanted, "pod"));
        String describe = "kubectl --namespace %s describe pods --selector app.kubernetes.io/name=aim-engine"
                .formatted(namespace);
        if (wanted == 0) {
            return Finding.error(
                    SUBJECT,
                    "%s/%s is scaled to 0.".formatted(namespace, name),
                    "kubectl --namespace %s scale deployment %s --replicas 3".formatted(namespace, name));
        }
        if (ready == 0) {
            return Finding.error(SUBJECT, pods + ".", describe);
        }
        Optional<String> leader = leader(seen, namespace);
        if (leader.isEmpty() && seen.leases() instanceof Seen.Known) {
            return Finding.error(
                    SUBJECT,
                    pods + ", and none holds the lease: nothing is done.",
                    "kubectl --namespace %s logs --selector app.kubernetes.io/name=aim-engine".formatted(namespace));
        }
        String leads = leader.map(holder -> ", and " + holder + " leads.").orElse(".");
        return ready < wanted ? Finding.warning(SUBJECT, pods + leads, describe) : Finding.ok(SUBJECT, pods + leads);
    }

    private static Optional<String> leader(Observations seen, String namespace) {
        return seen.leases() instanceof Seen.Known<List<Lease>>(List<Lease> leases)
                ? leases.stream()
                        .filter(lease -> namespace.equals(lease.getMetadata().getNamespace()))
                        .flatMap(lease -> holder(lease, seen.now()).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<String> holder(Lease lease, Instant now) {
        var spec = lease.getSpec();
        if (spec == null || spec.getRenewTime() == null || spec.getHolderIdentity() == null) {
            return Optional.empty();
        }
        Duration lasts = Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0));
        Instant until = spec.getRenewTime().toInstant().plus(lasts).plus(CLOCK_SKEW);
        return Optional.of(spec.getHolderIdentity()).filter(holder -> !holder.isEmpty() && now.isBefore(until));
    }
}
