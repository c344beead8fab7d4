package com.amd.aim.cli.demo;

import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads an AIMService as a person would. */
final class Services {
    private static final String READY = "Ready";
    private static final String TRUE = "True";

    private Services() {}

    /** As kubectl takes it where the namespace is that of the demo; with its namespace elsewhere. */
    static String name(AIMService service) {
        String namespace = service.getMetadata().getNamespace();
        String name = service.getMetadata().getName();
        return Demo.NAMESPACE.equals(namespace) ? name : namespace + "/" + name;
    }

    /** Ready, said of the spec as it is now, and all servers counted. */
    static boolean isReady(AIMService service) {
        Integer wanted = service.getSpec().replicas();
        return status(service)
                        .map(AIMServiceStatus::readyReplicas)
                        .filter(ready -> ready.equals(wanted))
                        .isPresent()
                && condition(service, READY)
                        .filter(ready -> TRUE.equals(ready.getStatus()))
                        .filter(ready -> service.getMetadata().getGeneration().equals(ready.getObservedGeneration()))
                        .isPresent();
    }

    /** Why it is not Ready: the first step on the way that has not succeeded, with its reason and message. */
    static String whyNotReady(AIMService service) {
        return Stream.of("RecipeSelected", "CacheReady", "WorkloadReady", READY)
                .flatMap(type -> condition(service, type).stream())
                .filter(condition -> !TRUE.equals(condition.getStatus()))
                .map(condition -> "%s: %s".formatted(condition.getReason(), condition.getMessage()))
                .findFirst()
                .orElse("the operator has not said anything about it yet");
    }

    /** What it is on its way to. */
    static Optional<String> underWay(AIMService service) {
        return condition(service, "Reconciling")
                .filter(reconciling -> TRUE.equals(reconciling.getStatus()))
                .map(Condition::getMessage);
    }

    static Optional<AIMServiceStatus> status(AIMService service) {
        return Optional.ofNullable(service.getStatus());
    }

    static Optional<AIMServiceStatus.SelectionStatus> selection(AIMService service) {
        return status(service).map(AIMServiceStatus::selection);
    }

    static Optional<AIMServiceStatus.CacheUse> cache(AIMService service) {
        return status(service).map(AIMServiceStatus::cache);
    }

    /** Why the chosen recipe was chosen. */
    static Optional<String> whyChosen(AIMService service) {
        return selection(service)
                .map(AIMServiceStatus.SelectionStatus::candidates)
                .flatMap(candidates -> candidates.stream()
                        .filter(candidate -> AIMServiceStatus.CandidateStatus.CHOSEN.equals(candidate.verdict()))
                        .findFirst())
                .map(AIMServiceStatus.CandidateStatus::reason);
    }

    private static Optional<Condition> condition(AIMService service, String type) {
        return status(service).map(AIMServiceStatus::conditions).orElse(List.of()).stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }
}
