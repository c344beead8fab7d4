package com.amd.aim.cli.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Applies objects as {@code kubectl apply --server-side} does. */
public final class Applying {
    private static final String FIELD_MANAGER = "aim";
    private static final long ESTABLISHED_SECONDS = 30;

    private final KubernetesClient client;
    private final String namespace;

    /**
     * Applies through a client.
     *
     * @param namespace for objects that name none
     */
    public Applying(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Applies definitions and waits until the API server serves what they define. */
    public void define(List<HasMetadata> definitions) {
        definitions.forEach(definition ->
                client.resource(definition).fieldManager(FIELD_MANAGER).serverSideApply());
        definitions.forEach(definition -> client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition.getMetadata().getName())
                .waitUntilCondition(Applying::isEstablished, ESTABLISHED_SECONDS, TimeUnit.SECONDS));
    }

    /** Applies objects in their order. */
    public void apply(List<HasMetadata> objects) {
        objects.forEach(object -> client.resource(object)
                .inNamespace(namespace)
                .fieldManager(FIELD_MANAGER)
                .serverSideApply());
    }

    private static boolean isEstablished(CustomResourceDefinition definition) {
        return definition != null
                && definition.getStatus() != null
                && definition.getStatus().getConditions().stream()
                        .anyMatch(condition -> condition.getType().equals("Established")
                                && condition.getStatus().equals("True"));
    }
}
