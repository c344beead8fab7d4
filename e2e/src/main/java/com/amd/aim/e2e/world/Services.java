package com.amd.aim.e2e.world;

import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.Names;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The services of one namespace, and what became of them. */
public final class Services {
    /** A cache named shared, from which servers on several nodes can run. */
    public static final String SHARED_CACHE = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMModelCache
            metadata: {name: shared}
            spec:
              source: {uri: hf://Qwen/Qwen3-0.6B}
              storage: {accessMode: ReadWriteMany}
            """;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final String namespace;

    /** Of a namespace that there is. */
    public Services(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
    }

    /** The namespace. */
    public String namespace() {
        return namespace;
    }

    /** Applies YAML as a user does. */
    public Command apply(String yaml) {
        return cluster.kubectlWith(yaml, "apply", "--namespace", namespace, "--server-side", "-f", "-");
    }

    /** Changes a service's spec by a merge patch in YAML. */
    public void edit(String name, String spec) {
        client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Serialization.unmarshal("spec: " + spec, Object.class)));
    }

    /** A service with a spec, as a manifest. */
    public static String manifest(String name, String spec) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata:
                  name: %s
                spec:
                %s""".formatted(name, spec.indent(2));
    }

    /** The service as it is now. */
    public Optional<AIMService> get(String name) {
        return Optional.ofNullable(client().resources(AIMService.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The cache as it is now. */
    public Optional<AIMModelCache> cache(String name) {
        return Optional.ofNullable(client().resources(AIMModelCache.class)
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** The workload of a service, which has its name. */
    public Optional<Deployment> deployment(String name) {
        return Optional.ofNullable(client().apps()
                .deployments()
                .inNamespace(namespace)
                .withName(name)
                .get());
    }

    /** All pods of the namespace. */
    public List<Pod> pods() {
        return client().pods().inNamespace(namespace).list().getItems();
    }

    /** The pods of a service's servers. */
    public List<Pod> servers(String name) {
        return client().pods()
                .inNamespace(namespace)
                .withLabel(Names.LABEL_SERVICE, name)
                .list()
                .getItems();
    }

    /** Waits until a service is as it should be, and returns it; the failure shows how it was. */
    public AIMService await(String name, Predicate<AIMService> condition) {
        return until(() -> get(name), condition, "service " + name);
    }

    /** Waits until a server of the current spec answers. */
    public AIMService awaitReady(String name) {
        return await(name, service -> isTrue(service, "Ready"));
    }

    /** Waits until a condition of the current generation has a reason. */
    public AIMService awaitReason(String name, String type, String reason) {
        return await(
                name,
                service -> condition(service, type)
                        .filter(found -> found.getReason().equals(reason))
                        .isPresent());
    }

    /** Waits until a cache is as it should be, and returns it. */
    public AIMModelCache awaitCache(String name, Predicate<AIMModelCache> condition) {
        return until(() -> cache(name), condition, "cache " + name);
    }

    /** Waits until a workload is as it should be, and returns it. */
    public Deployment awaitDeployment(String name, Predicate<Deployment> condition) {
        return until(() -> deployment(name), condition, "deployment " + name);
    }

    /**
     * Deletes the namespace and waits until nothing of it is left that a later test's operator would take up. A cache that is in use
     * goes only while an operator runs.
     */
    public void delete() {
        client().namespaces().withName(namespace).delete();
        client().namespaces()
                .withName(namespace)
                .waitUntilCondition(Objects::isNull, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Whether a condition of the current generation holds. */
    public static boolean isTrue(AIMService service, String type) {
        return condition(service, type)
                .filter(found -> found.getStatus().equals("True"))
                .isPresent();
    }

    /** A condition, if it speaks of the current generation. */
    public static Optional<Condition> condition(AIMService service, String type) {
        return Optional.ofNullable(service.getStatus()).stream()
                .flatMap(status -> Stream.ofNullable(status.conditions()).flatMap(List::stream))
                .filter(found -> found.getType().equals(type))
                .filter(found -> service.getMetadata().getGeneration().equals(found.getObservedGeneration()))
                .findFirst();
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    private static <T extends HasMetadata> T until(
            java.util.concurrent.Callable<Optional<T>> look, Predicate<T> condition, String what) {
        return Awaited.of(what, look, condition, PATIENCE);
    }
}
