package com.amd.aim.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeploymentTest extends WorldTest {

    @Test
    @DisplayName("a Deployment of an engine with GPUs and node affinity becomes Ready on the right node and answers")
    void engine() throws Exception {
        PersistentVolumeClaim claim = claim("cache", "standard", "ReadWriteMany");
        cacheModel(claim);
        client().resource(deployment(1, engineContainer(), true)).create();
        Deployment deployment = await(seen -> condition(seen, "Available").equals("True"));
        assertThat(condition(deployment, "Progressing")).isEqualTo("True");
        Pod pod = pods().stream().filter(WorldTest::ready).findFirst().orElseThrow();
        assertThat(pod.getSpec().getNodeName()).isEqualTo("mi325x-0");
        URI uri = URI.create("http://" + pod.getStatus().getPodIP() + ":8000/v1/models");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(body).contains("tiny/model");
        }
    }

    @Test
    @DisplayName("a rolling update without unavailability keeps a ready pod at every moment")
    void rollingUpdate() {
        client().resource(deployment(1, container("wait"), false)).create();
        await(seen -> ready(seen) == 1);
        AtomicInteger gaps = new AtomicInteger();
        try (Watch _ = client().apps().deployments().inNamespace(namespace()).watch(counting(gaps))) {
            edit(deployment -> new DeploymentBuilder(deployment)
                    .editSpec()
                    .editTemplate()
                    .editSpec()
                    .editFirstContainer()
                    .withImage("registry.example/test:2")
                    .endContainer()
                    .endSpec()
                    .endTemplate()
                    .endSpec()
                    .build());
            await(seen -> Objects.equals(
                            seen.getStatus().getObservedGeneration(),
                            seen.getMetadata().getGeneration())
                    && Objects.equals(seen.getStatus().getUpdatedReplicas(), 1)
                    && Objects.equals(seen.getStatus().getReplicas(), 1)
                    && ready(seen) == 1);
        }
        assertThat(gaps).hasValue(0);
        eventually().until(() -> pods().size() == 1);
        assertThat(client().apps().replicaSets().inNamespace(namespace()).list().getItems())
                .hasSize(2);
    }

    @Test
    @DisplayName("a Deployment follows its replicas, and is gone with all it owns when it is deleted")
    void scaleAndDelete() {
        client().resource(deployment(3, container("wait"), false)).create();
        await(seen -> ready(seen) == 3);
        edit(deployment -> new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(1)
                .endSpec()
                .build());
        await(seen -> ready(seen) == 1);
        eventually().until(() -> pods().size() == 1);
        client().apps().deployments().inNamespace(namespace()).withName("app").delete();
        eventually()
                .until(() -> pods().isEmpty()
                        && client().apps()
                                .replicaSets()
                                .inNamespace(namespace())
                                .list()
                                .getItems()
                                .isEmpty());
    }

    @Test
    @DisplayName("what people write in their own language keeps no part of the cluster from hearing of it")
    void anyLanguage() {
        String note = "größer × 模型 – 😀".repeat(500);
        Deployment deployment = deployment(2, container("wait"), false);
        deployment.getMetadata().setAnnotations(Map.of("note", note));
        deployment.getSpec().getTemplate().getMetadata().setAnnotations(Map.of("note", note));
        client().resource(deployment).create();
        await(seen -> ready(seen) == 2);
        edit(seen ->
                new DeploymentBuilder(seen).editSpec().withReplicas(1).endSpec().build());
        await(seen -> ready(seen) == 1);
        eventually().until(() -> pods().size() == 1);
    }

    @Test
    @DisplayName("a pod that is deleted is replaced")
    void replaced() {
        client().resource(deployment(1, container("wait"), false)).create();
        await(seen -> ready(seen) == 1);
        String first = pods().getFirst().getMetadata().getUid();
        client().resource(pods().getFirst()).delete();
        eventually()
                .until(() -> pods().size() == 1
                        && !pods().getFirst().getMetadata().getUid().equals(first)
                        && ready(pods().getFirst()));
    }

    @Test
    @DisplayName("a Deployment that cannot progress says so when its deadline has passed")
    void progressDeadline() {
        client().resource(new DeploymentBuilder(deployment(1, container("fly"), false))
                        .editSpec()
                        .withProgressDeadlineSeconds(1)
                        .endSpec()
                        .build())
                .create();
        Deployment late = await(seen -> condition(seen, "Progressing").equals("False"));
        assertThat(late.getStatus().getConditions())
                .extracting(DeploymentCondition::getReason)
                .contains("ProgressDeadlineExceeded", "MinimumReplicasUnavailable");
    }

    /** What a download leaves in a claim. */
    private void cacheModel(PersistentVolumeClaim claim) throws IOException {
        Path repository =
                state().resolve("claims").resolve(claim.getMetadata().getUid()).resolve("models--tiny--model");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/abc"));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "abc");
        Files.writeString(snapshot.resolve("config.json"), "{}");
        Files.writeString(snapshot.resolve("model.safetensors"), "weights");
    }

    private static Container engineContainer() {
        return new ContainerBuilder()
                .withName("server")
                .withImage("vllm/vllm-openai-rocm:v0.29.0")
                .withCommand("vllm", "serve", "tiny/model", "--host", "0.0.0.0", "--port", "8000")
                .withArgs("--tensor-parallel-size", "2")
                .addNewEnv()
                .withName("HF_HUB_CACHE")
                .withValue("/cache")
                .endEnv()
                .addNewEnv()
                .withName("HF_HUB_OFFLINE")
                .withValue("1")
                .endEnv()
                .withNewResources()
                .addToLimits("amd.com/gpu", new Quantity("2"))
                .endResources()
                .addNewVolumeMount()
                .withName("cache")
                .withMountPath("/cache")
                .withReadOnly(true)
                .endVolumeMount()
                .withNewStartupProbe()
                .withNewHttpGet()
                .withPath("/health")
                .withNewPort(8000)
                .endHttpGet()
                .withFailureThreshold(60)
                .endStartupProbe()
                .build();
    }

    private Deployment deployment(int replicas, Container container, boolean onMi325x) {
        DeploymentBuilder deployment = new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("app")
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewSelector()
                .addToMatchLabels("app", "app")
                .endSelector()
                .withNewStrategy()
                .withType("RollingUpdate")
                .withNewRollingUpdate()
                .withMaxSurge(new IntOrString(1))
                .withMaxUnavailable(new IntOrString(0))
                .endRollingUpdate()
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "app")
                .endMetadata()
                .withNewSpec()
                .withContainers(container)
                .endSpec()
                .endTemplate()
                .endSpec();
        return onMi325x ? onMi325x(deployment) : deployment.build();
    }

    private static Deployment onMi325x(DeploymentBuilder deployment) {
        return deployment
                .editSpec()
                .editTemplate()
                .editSpec()
                .withNewAffinity()
                .withNewNodeAffinity()
                .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                .addNewNodeSelectorTerm()
                .addNewMatchExpression()
                .withKey("amd.com/gpu.device-id")
                .withOperator("In")
                .withValues("74a5", "74b9")
                .endMatchExpression()
                .endNodeSelectorTerm()
                .endRequiredDuringSchedulingIgnoredDuringExecution()
                .endNodeAffinity()
                .endAffinity()
                .addNewVolume()
                .withName("cache")
                .withNewPersistentVolumeClaim("cache", true)
                .endVolume()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build();
    }

    /** The Deployment as it was then: a moment later it may be otherwise. */
    private Deployment await(Predicate<Deployment> condition) {
        return eventually()
                .until(
                        () -> client().apps()
                                .deployments()
                                .inNamespace(namespace())
                                .withName("app")
                                .get(),
                        condition);
    }

    /** As people do it: again where a controller was faster. */
    private void edit(UnaryOperator<Deployment> change) {
        eventually()
                .until(() -> client().apps()
                                .deployments()
                                .inNamespace(namespace())
                                .withName("app")
                                .edit(change)
                        != null);
    }

    private static int ready(Deployment deployment) {
        return Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0);
    }

    private static String condition(Deployment deployment, String type) {
        return deployment.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .map(DeploymentCondition::getStatus)
                .findFirst()
                .orElse("");
    }

    private static Watcher<Deployment> counting(AtomicInteger gaps) {
        return new Watcher<>() {
            @Override
            public void eventReceived(Action action, Deployment deployment) {
                if (Objects.requireNonNullElse(deployment.getStatus().getAvailableReplicas(), 0) < 1) {
                    gaps.incrementAndGet();
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                throw new KubernetesClientException("the watch broke", cause);
            }
        };
    }
}
