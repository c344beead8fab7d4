package com.amd.aim.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One sandbox for the tests of a class, a namespace of its own for each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WorldTest {

    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    @TempDir
    static Path directory = Path.of("");

    private @Nullable Sandbox sandbox;
    private String namespace = "";

    SandboxBuilder settings() {
        return Sandbox.builder()
                .state(state())
                .nodes("2xMI300X:8,1xMI325X:8")
                .containers(new TestPrograms())
                .engineDelay(Duration.ofMillis(50))
                .backoff(Duration.ofMillis(100));
    }

    @BeforeAll
    void start() throws IOException {
        sandbox = settings().start();
    }

    @BeforeEach
    void createNamespace(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        namespace = name + "-" + NAMESPACES.incrementAndGet();
        client().resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterAll
    void close() {
        sandbox().close();
    }

    final Path state() {
        return directory.resolve(getClass().getSimpleName());
    }

    final Sandbox sandbox() {
        return Objects.requireNonNull(sandbox);
    }

    final KubernetesClient client() {
        return sandbox().client();
    }

    final String namespace() {
        return namespace;
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions();
    }

    final Pod run(UnaryOperator<PodBuilder> change, Container... containers) {
        PodBuilder pod = new PodBuilder()
                .withNewMetadata()
                .withName("pod")
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withContainers(containers)
                .endSpec();
        return client().resource(change.apply(pod).build()).create();
    }

    final Pod run(Container... containers) {
        return run(pod -> pod, containers);
    }

    final Pod pod() {
        return pod("pod");
    }

    final Pod pod(String name) {
        return Objects.requireNonNull(
                client().pods().inNamespace(namespace).withName(name).get(), "no pod " + name);
    }

    /** The pod as it was then: a moment later it may be otherwise. */
    final Pod awaitPod(Predicate<Pod> condition) {
        return eventually().until(() -> pod(), condition);
    }

    static boolean is(Pod pod, String phase) {
        return phase.equals(pod.getStatus().getPhase());
    }

    static boolean ready(Pod pod) {
        return pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
    }

    final List<Pod> pods() {
        return client().pods().inNamespace(namespace).list().getItems();
    }

    final List<Event> events(String reason) {
        return client().v1().events().inNamespace(namespace).list().getItems().stream()
                .filter(event -> event.getReason().equals(reason))
                .toList();
    }

    static Container container(String... command) {
        return named("main", command).build();
    }

    static ContainerBuilder named(String name, String... command) {
        return new ContainerBuilder()
                .withName(name)
                .withImage("registry.example/test:1")
                .withCommand(command);
    }

    final UnaryOperator<PodBuilder> withClaim(String claim) {
        return pod -> pod.editSpec()
                .addNewVolume()
                .withName("data")
                .withNewPersistentVolumeClaim(claim, false)
                .endVolume()
                .endSpec();
    }

    final PersistentVolumeClaim claim(String name, @Nullable String storageClass, String mode) {
        return client().resource(new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace())
                        .withName(name)
                        .endMetadata()
                        .withNewSpec()
                        .withStorageClassName(storageClass)
                        .withAccessModes(mode)
                        .withNewResources()
                        .addToRequests("storage", new Quantity("1Gi"))
                        .endResources()
                        .endSpec()
                        .build())
                .create();
    }

    final PersistentVolumeClaim claimOf(String name) {
        return client().persistentVolumeClaims()
                .inNamespace(namespace())
                .withName(name)
                .get();
    }
}
