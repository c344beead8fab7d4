package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.operator.api.AIMModelCache;
import com.amd.aim.operator.api.AIMServiceStatus;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Drives resources through every phase, and has each version that was seen judged as GitOps tools judge it. */
@DisplayName("In every phase")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhasesTest {
    private static final String UNSEEN = "";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Recording recording;

    @BeforeAll
    void drive(Cluster cluster) throws IOException {
        Services services = new Services(cluster, cluster.newNamespace("phases"));
        recording = new Recording(cluster, services.namespace());
        // what no operator has seen yet is a phase as well
        services.apply(Services.manifest("absent", "{modelId: Qwen/Qwen3-32B, hardware: MI355X}"))
                .succeeded();
        services.apply(Services.manifest("failed", "{modelId: Qwen/Qwen3-32B, recipe: none-of-this-name}"))
                .succeeded();
        services.apply(Services.manifest("paused", "{modelId: Qwen/Qwen3-32B, paused: true}"))
                .succeeded();
        services.apply(recipe("good", "MI300X")).succeeded();
        services.apply(recipe("bad", "MI999X")).succeeded();
        services.apply(cache("missing", "hf://Qwen/No-Such-Model")).succeeded();
        services.apply(cache("weights", "hf://Qwen/Qwen3-8B")).succeeded();
        services.apply(server("")).succeeded();
        try (OperatorProcess _ = cluster.startOperator("phases")) {
            try {
                throughAll(cluster, services);
            } finally {
                recording.close();
                services.delete();
            }
        }
    }

    private void throughAll(Cluster cluster, Services services) throws IOException {
        services.awaitReady("qwen");
        services.apply(server(", replicas: 2")).succeeded();
        services.await("qwen", service -> "2/2".equals(service.getStatus().ready()));
        services.apply(server(", replicas: 1")).succeeded();
        services.await("qwen", service -> "1/1".equals(service.getStatus().ready()));
        services.apply(server(", env: [{name: A, value: a}]")).succeeded();
        settled(services, AIMServiceStatus.Phase.Serving);
        services.apply(server(", recipe: none-of-this-name")).succeeded();
        settled(services, AIMServiceStatus.Phase.Degraded);
        services.apply(server("")).succeeded();
        settled(services, AIMServiceStatus.Phase.Serving);
        damage(cluster, services);
        services.awaitReason("absent", "Stalled", "HardwareAbsent");
        services.awaitReason("paused", "Reconciling", "Paused");
        services.awaitCache("missing", found -> phase(found) == AIMModelCache.Phase.Failed);
        cluster.kubectl("delete", "aimmodelcache", "weights", "--wait=false", "-n", services.namespace())
                .succeeded();
        services.awaitCache("weights", found -> phase(found) == AIMModelCache.Phase.Deleting);
        services.apply(server(", replicas: 0")).succeeded();
        settled(services, AIMServiceStatus.Phase.Stopped);
        awaitRecorded("AIMService", AIMServiceStatus.Phase.Stopped);
    }

    @Test
    @DisplayName("of a service, a cache and a recipe, all of which were seen, kstatus, Flux and Argo CD say what holds")
    void judged() throws IOException {
        List<JsonNode> all = recording.all();
        List<Kstatus> judged = Kstatus.of(all);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < all.size(); i++) {
            JsonNode seen = all.get(i);
            Verdict expected = Verdict.of(seen);
            softly.assertThat(judged.get(i))
                    .as("kstatus and Flux of %s", shown(seen))
                    .isEqualTo(new Kstatus(expected.kstatus(), expected.flux()));
            // Argo CD runs no script for what is being deleted
            if (!Verdict.isDeleting(seen)) {
                softly.assertThat(ArgoHealth.of(seen).status())
                        .as("Argo CD of %s", shown(seen))
                        .isEqualTo(expected.argo());
            }
        }
        softly.assertAll();
        assertThat(phases("AIMService")).containsAll(names(AIMServiceStatus.Phase.values()));
        assertThat(phases("AIMModelCache")).containsAll(names(AIMModelCache.Phase.values()));
        assertThat(recording.of("AIMRecipe").map(Verdict::valid)).contains(UNSEEN, "True", "False");
    }

    @Test
    @DisplayName("Argo CD shows the condition's own sentence")
    void message() throws IOException {
        JsonNode failed = recording
                .of("AIMService")
                .filter(seen -> name(seen).equals("failed"))
                .reduce((_, last) -> last)
                .orElseThrow();
        assertThat(ArgoHealth.of(failed).message()).contains("none-of-this-name");
    }

    /** Takes a file from the claim, and the pod whose successor finds out. */
    private void damage(Cluster cluster, Services services) throws IOException {
        String claim = services.cache("weights").orElseThrow().getStatus().claimUid();
        try (Stream<Path> files = Files.walk(cluster.dir().resolve("nodes/claims/" + claim))) {
            Path weights = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .findFirst()
                    .orElseThrow();
            Files.delete(weights);
        }
        for (Pod pod : services.pods()) {
            if (pod.getMetadata().getName().startsWith("qwen-")) {
                cluster.client().resource(pod).delete();
            }
        }
        awaitRecorded("AIMModelCache", AIMModelCache.Phase.Corrupt);
        services.awaitCache("weights", found -> phase(found) == AIMModelCache.Phase.Ready);
        settled(services, AIMServiceStatus.Phase.Serving);
    }

    /** Waits for what passes too quickly for a look now and then, or was seen before the watch has told it. */
    private void awaitRecorded(String kind, Enum<?> phase) {
        await().atMost(PATIENCE).until(() -> phases(kind).contains(phase.name()));
    }

    private static void settled(Services services, AIMServiceStatus.Phase phase) {
        services.await(
                "qwen",
                service -> Services.condition(service, "Reconciling")
                                .filter(found -> found.getStatus().equals("False"))
                                .isPresent()
                        && service.getStatus().phase() == phase);
    }

    private static String server(String more) {
        return Services.manifest(
                "qwen",
                "{modelId: Qwen/Qwen3-8B, hardware: MI300X, gpuCount: 1, cache: {name: weights}%s}".formatted(more));
    }

    private static String recipe(String name, String hardware) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata: {name: %s}
                spec: {modelId: example/none, hardware: %s, precision: bf16, configurations: [{name: one, gpuCount: 1}]}
                """.formatted(name, hardware);
    }

    private static String cache(String name, String uri) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMModelCache
                metadata: {name: %s}
                spec: {source: {uri: "%s"}, storage: {accessMode: ReadWriteMany}, download: {retries: 0}}
                """.formatted(name, uri);
    }

    private static AIMModelCache.@Nullable Phase phase(AIMModelCache cache) {
        return cache.getStatus().phase();
    }

    private List<String> phases(String kind) {
        return recording
                .of(kind)
                .map(seen -> seen.at("/status/phase").asText())
                .distinct()
                .toList();
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static String shown(JsonNode object) {
        return object.path("kind").asText() + " " + name(object) + " " + object.path("status");
    }
}
