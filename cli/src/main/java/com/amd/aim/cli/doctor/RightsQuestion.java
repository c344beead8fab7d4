package com.amd.aim.cli.doctor;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributes;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the API server what the operator may do; where none is installed, what oneself may, who could run one. */
final class RightsQuestion {
    private static final String NAMESPACE_OPTION = "--namespace=";

    private final KubernetesClient client;
    private final String ownNamespace;
    private final Optional<Deployment> operator;

    RightsQuestion(KubernetesClient client, String ownNamespace, Optional<Deployment> operator) {
        this.client = client;
        this.ownNamespace = ownNamespace;
        this.operator = operator;
    }

    Observations.Rights ask() {
        String subject = operator.map(RightsQuestion::serviceAccount).orElse("");
        List<String> missing = Right.ALL.stream()
                .flatMap(right -> namespaces(right).stream()
                        .flatMap(namespace -> right.verbs().stream()
                                .filter(verb -> !isAllowed(subject, attributes(right, verb, namespace.orElse(null))))
                                .map(verb -> right.named(verb)
                                        + namespace
                                                .map(name -> " --namespace " + name)
                                                .orElse(""))))
                .toList();
        return new Observations.Rights(
                subject.isEmpty() ? "This user" : "Service account " + subject, subject, missing);
    }

    private static String serviceAccount(Deployment deployment) {
        return "system:serviceaccount:%s:%s"
                .formatted(
                        deployment.getMetadata().getNamespace(),
                        Objects.requireNonNullElse(
                                deployment.getSpec().getTemplate().getSpec().getServiceAccountName(), "default"));
    }

    /** An empty one stands for all. */
    private List<Optional<String>> namespaces(Right right) {
        return switch (right.where()) {
            case CLUSTER -> List.of(Optional.empty());
            case OWN -> List.of(Optional.of(ownNamespace));
            case SERVED -> served();
        };
    }

    private List<Optional<String>> served() {
        List<Optional<String>> named = operator.stream()
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getArgs() == null ? Stream.of() : container.getArgs().stream())
                .filter(argument -> argument.startsWith(NAMESPACE_OPTION))
                .map(argument -> Optional.of(argument.substring(NAMESPACE_OPTION.length())))
                .toList();
        return named.isEmpty() ? List.of(Optional.empty()) : named;
    }

    private static ResourceAttributes attributes(Right right, String verb, @Nullable String namespace) {
        String[] parts = right.resource().split("/", 2);
        return new ResourceAttributesBuilder()
                .withGroup(right.group())
                .withResource(parts[0])
                .withSubresource(parts.length == 1 ? null : parts[1])
                .withVerb(verb)
                .withNamespace(namespace)
                .build();
    }

    private boolean isAllowed(String subject, ResourceAttributes attributes) {
        var reviews = client.authorization().v1();
        Boolean allowed = subject.isEmpty()
                ? reviews.selfSubjectAccessReview()
                        .create(new SelfSubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withResourceAttributes(attributes)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed()
                : reviews.subjectAccessReview()
                        .create(new SubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withUser(subject)
                                .withResourceAttributes(attributes)
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed();
        return Boolean.TRUE.equals(allowed);
    }
}
