package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Awaited;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnOwnCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.ReplicasSeen;
import com.amd.aim.e2e.world.Services;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

@DisplayName("A field of our objects")
@OnOwnCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhoseFieldTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final String SMALL =
            "modelId: Qwen/Qwen3-0.6B\nhardware: MI300X\ngpuCount: 1\ncache: {name: shared}\n";
    private static final String LABEL = "aim.amd.com/service";

    /** What a mesh lays over a Deployment by server-side apply; the server's image is ours as well. */
    private static final String MESH = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: meshed}
            spec:
              template:
                metadata: {annotations: {mesh.example/injected: "true"}}
                spec:
                  containers:
                    - {name: proxy, image: "mesh/proxy:1"}
                    - {name: server, image: "mesh/server:1"}
            """;

    private Cluster cluster;
    private Services services;
    private OperatorProcess operator;

    @BeforeAll
    void begin(Cluster own) {
        cluster = own;
        services = new Services(cluster, cluster.newNamespace("fields"));
        operator = cluster.startOperator("fields");
        services.apply(String.join(
                        "\n---\n",
                        Services.SHARED_CACHE,
                        Services.manifest("plain", SMALL),
                        // its sidecar is nothing that a simulated node can run
                        Services.manifest("meshed", SMALL + "replicas: 0"),
                        Services.manifest("ten", SMALL + "replicas: 2")))
                .succeeded();
        Stream.of("plain", "ten").forEach(services::awaitReady);
        services.awaitReason("meshed", "Ready", "ScaledToZero");
        services.awaitDeployment("meshed", live -> image(live, "server").isPresent());
    }

    @AfterAll
    void end() {
        kubectl("delete", "hpa", "--all");
        kubectl("delete", "aimservice", "--all");
        operator.close();
    }

    @Test
    @Order(1)
    @DisplayName(
            "is left to a second applier, a mesh: its sidecar and annotation stay, and where it clashes with us the status says so")
    void secondApplier() {
        applyAs("mesh", MESH);

        services.await(
                "meshed",
                service -> Services.condition(service, "Reconciling")
                        .filter(condition -> condition.getReason().equals("FieldConflict"))
                        .filter(condition -> condition
                                .getMessage()
                                .contains(".spec.template.spec.containers[name=\"server\"].image is applied by mesh"))
                        .isPresent());
        assertThat(services.deployment("meshed")).hasValueSatisfying(WhoseFieldTest::isMeshed);
    }

    @Test
    @Order(2)
    @DisplayName("that kubectl set image, edit or scale changed is put back: drift is repaired, as a peer never does")
    void drift() {
        Deployment before = services.deployment("plain").orElseThrow();
        kubectl("set", "image", "deployment/plain", "server=another:1");
        services.awaitDeployment("plain", live -> image(live, "server").equals(image(before, "server")));
        // as kubectl edit sends it
        kubectl(
                "patch",
                "deployment",
                "plain",
                "--patch",
                "{\"spec\": {\"template\": {\"spec\": {\"enableServiceLinks\": true, \"containers\": [{\"name\": \"server\", \"command\": [\"sleep\"]}]}}}}");
        services.awaitDeployment(
                "plain",
                live -> live.getSpec().getTemplate().equals(before.getSpec().getTemplate()));
        kubectl("scale", "deployment", "plain", "--replicas=0");
        services.awaitDeployment("plain", live -> live.getSpec().getReplicas().equals(1));
        kubectl("patch", "service", "plain", "--patch", "{\"spec\": {\"selector\": {\"app\": \"other\"}}}");
        awaitService(live -> !live.getSpec().getSelector().containsKey("app"));
        services.awaitReady("plain");
    }

    @Test
    @Order(3)
    @DisplayName(
            "that is a foreign label or annotation stays; a label of ours that was taken off or changed comes back")
    void labels() {
        for (String kind : List.of("deployment", "service")) {
            kubectl("label", kind, "plain", "team=red", LABEL + "-");
            kubectl("annotate", kind, "plain", "team.example/cost=12");
        }
        awaitLabel("plain");
        kubectl("label", "service", "plain", "--overwrite", LABEL + "=somebody", "app.kubernetes.io/managed-by-");
        awaitLabel("plain");
        for (HasMetadata object : List.of(services.deployment("plain").orElseThrow(), service())) {
            assertThat(object.getMetadata().getLabels()).containsEntry("team", "red");
            assertThat(object.getMetadata().getAnnotations()).containsEntry("team.example/cost", "12");
        }
    }

    @Test
    @Order(4)
    @DisplayName("replicas, goes over to an autoscaler of the Deployment without a moment below ten, and stays with it")
    void autoscaled() throws Exception {
        kubectl("scale", "aimservice", "ten", "--replicas=10");
        services.awaitDeployment(
                "ten", live -> Integer.valueOf(10).equals(live.getStatus().getReadyReplicas()));

        try (ReplicasSeen seen = ReplicasSeen.of(cluster, services.namespace(), "ten")) {
            // no metrics are here: it scales to its lower bound and leaves it there
            kubectl("autoscale", "deployment", "ten", "--min=12", "--max=14");
            services.awaitDeployment("ten", live -> live.getSpec().getReplicas().equals(12));
            awaitLeft(".spec.replicas is applied by ");
            kubectl("label", "deployment", "ten", LABEL + "-");
            awaitLabel("ten");
            // an autoscaler that applies
            applyAs("scaler", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: ten}
                    spec: {replicas: 13}
                    """);
            awaitLeft(".spec.replicas is applied by scaler");
            kubectl("label", "deployment", "ten", LABEL + "-");
            awaitLabel("ten");

            assertThat(services.deployment("ten").orElseThrow().getSpec().getReplicas())
                    .isEqualTo(13);
            // a watch tells it a moment later
            await().atMost(PATIENCE).until(() -> seen.all().containsAll(List.of(12, 13)));
            assertThat(seen.all()).allMatch(replicas -> replicas >= 10);
        }
    }

    @Test
    @Order(5)
    @DisplayName("is fought over by nobody: a minute goes by without a write")
    void nobodyFights() {
        Stream.of("plain", "ten").forEach(services::awaitReady);
        services.awaitDeployment(
                "ten", live -> Integer.valueOf(13).equals(live.getStatus().getReadyReplicas()));
        cluster.audit().awaitCalm(_ -> true);
        long mark = cluster.audit().mark();

        await().pollDelay(QUIET).timeout(QUIET.plusSeconds(30)).until(() -> true);

        assertThat(cluster.audit().operatorWritesSince(mark)).isEmpty();
        assertThat(services.deployment("meshed")).hasValueSatisfying(WhoseFieldTest::isMeshed);
        assertThat(services.deployment("ten").orElseThrow().getSpec().getReplicas())
                .isEqualTo(13);
    }

    private static void isMeshed(Deployment live) {
        assertThat(image(live, "proxy")).contains("mesh/proxy:1");
        assertThat(image(live, "server")).contains("mesh/server:1");
        assertThat(live.getSpec().getTemplate().getMetadata().getAnnotations())
                .containsEntry("mesh.example/injected", "true");
    }

    private static Optional<String> image(Deployment live, String container) {
        return live.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(found -> found.getName().equals(container))
                .map(Container::getImage)
                .findFirst();
    }

    private void awaitLeft(String message) {
        services.await(
                "ten",
                service -> Services.condition(service, "Reconciling")
                        .filter(condition -> condition.getMessage().contains(message))
                        .isPresent());
    }

    private void awaitLabel(String name) {
        Predicate<HasMetadata> labelled =
                object -> name.equals(object.getMetadata().getLabels().get(LABEL));
        services.awaitDeployment(name, labelled::test);
        Awaited.of("service " + name, () -> Optional.ofNullable(frontend(name)), labelled::test, PATIENCE);
    }

    private void awaitService(Predicate<Service> condition) {
        Awaited.of("service plain", () -> Optional.of(service()), condition, PATIENCE);
    }

    private Service service() {
        return frontend("plain");
    }

    private Service frontend(String name) {
        return cluster.client()
                .services()
                .inNamespace(services.namespace())
                .withName(name)
                .get();
    }

    private void applyAs(String manager, String yaml) {
        cluster.kubectlWith(
                        yaml,
                        "apply",
                        "--namespace",
                        services.namespace(),
                        "--server-side",
                        "--force-conflicts",
                        "--field-manager",
                        manager,
                        "-f",
                        "-")
                .succeeded();
    }

    private void kubectl(String... words) {
        cluster.kubectl(Stream.concat(Stream.of(words), Stream.of("--namespace", services.namespace()))
                        .toArray(String[]::new))
                .succeeded();
    }
}
