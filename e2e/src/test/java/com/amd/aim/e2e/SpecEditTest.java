package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.OperatorProcess;
import com.amd.aim.e2e.world.Services;
import com.amd.aim.e2e.world.Together;
import com.amd.aim.operator.api.AIMService;
import com.amd.aim.operator.api.AIMServiceSpec;
import com.amd.aim.sandbox.hub.TinyHub;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@DisplayName("A service whose spec is edited")
@OnSharedCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpecEditTest {
    private static final String MODEL = "Qwen/Qwen3-0.6B";

    /** The hub asks for a token, the mirror does not. */
    private static final String GATED = "meta-llama/Llama-3.1-8B-Instruct";

    private final Cluster cluster;
    private final OperatorProcess operator;

    SpecEditTest(Cluster cluster) {
        this.cluster = cluster;
        this.operator = cluster.startOperator("spec-edit");
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    /**
     * One field that is edited.
     *
     * @param patch of the spec, merged
     * @param expected what the workload is then
     */
    private record Edit(String field, String patch, Predicate<Deployment> expected) {
        /** The new value is somewhere in the pods' template. */
        static Edit template(String field, String patch, String text) {
            return new Edit(field, patch, workload -> template(workload).contains(text));
        }

        /** The pods stay exactly as they are. */
        static Edit none(String field, String patch, Deployment before) {
            return new Edit(field, patch, workload -> template(workload).equals(template(before)));
        }

        private static String template(Deployment workload) {
            return Serialization.asJson(workload.getSpec().getTemplate());
        }
    }

    @Test
    @DisplayName("rolls out, whatever field it is, and is Ready again at the new generation")
    void everyField() throws Exception {
        Services services = new Services(cluster, cluster.newNamespace("edits"));
        try (TinyHub mirror = TinyHub.start()) {
            mirror.add(MODEL);
            mirror.add(GATED);
            services.apply(recipe("small-calm", "Qwen/Qwen3-8B", "bf16", 7)).succeeded();
            services.apply(recipe("small-busy", "Qwen/Qwen3-8B", "bf16", 9)).succeeded();
            services.apply(recipe("llama-bf16", GATED, "bf16", 11)).succeeded();
            services.apply(recipe("llama-fp8", GATED, "fp8", 13)).succeeded();
            services.apply("""
                    apiVersion: aim.amd.com/v1alpha1
                    kind: AIMModelCache
                    metadata:
                      name: own
                    spec:
                      source: {uri: "hf://%s", endpoint: "%s"}
                    """.formatted(MODEL, mirror.endpoint())).succeeded();
            List<String> tracks = List.of("pods", "recipe", "precision", "weights", "settings");
            services.apply(base("pods", MODEL, "hardware: MI300X")).succeeded();
            services.apply(base("recipe", "Qwen/Qwen3-8B", "recipe: small-calm\ngpuCount: 1"))
                    .succeeded();
            services.apply(base(
                            "precision",
                            GATED,
                            "precision: bf16\nsource: {endpoint: '%s'}".formatted(mirror.endpoint())))
                    .succeeded();
            services.apply(base("weights", MODEL, "hardware: MI300X")).succeeded();
            services.apply(base("settings", MODEL, "hardware: MI300X")).succeeded();
            tracks.forEach(services::awaitReady);

            List<List<Edit>> edits = List.of(
                    pods(),
                    recipe(services.deployment("recipe").orElseThrow()),
                    precision(services.deployment("precision").orElseThrow()),
                    weights(services.deployment("weights").orElseThrow(), mirror),
                    settings(services.deployment("settings").orElseThrow()));
            assertThat(edits.stream().flatMap(List::stream).map(Edit::field))
                    .as("every field of the spec is edited")
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(AIMServiceSpec.class.getRecordComponents())
                            .map(RecordComponent::getName)
                            .toList());
            Together.run(IntStream.range(0, tracks.size())
                    .<Callable<Void>>mapToObj(track -> () -> {
                        edits.get(track).forEach(edit -> rollsOut(services, tracks.get(track), edit));
                        return null;
                    })
                    .toList());
        } finally {
            // its servers hold GPUs that the next test may need
            services.delete();
        }
    }

    private List<Edit> pods() {
        return List.of(
                Edit.template("env", "{env: [{name: EDITED, value: 'true'}]}", "\"EDITED\""),
                Edit.template("image", "{image: 'rocm/vllm:edited'}", "rocm/vllm:edited"),
                Edit.template("imagePullPolicy", "{imagePullPolicy: Always}", "\"imagePullPolicy\":\"Always\""),
                new Edit(
                        "replicas",
                        "{replicas: 2}",
                        workload -> workload.getSpec().getReplicas() == 2),
                Edit.template("modelId", "{modelId: Qwen/Qwen3-8B, recipe: small-calm}", "Qwen/Qwen3-8B"));
    }

    private List<Edit> recipe(Deployment before) {
        return List.of(
                // among configurations of one count there is nothing to choose
                Edit.none("optimizeFor", "{optimizeFor: Cost}", before),
                Edit.template("recipe", "{recipe: small-busy}", "\"--max-num-seqs\",\"9\""),
                Edit.template("args", "{args: {max-model-len: 4096}}", "\"--max-model-len\",\"4096\""),
                new Edit(
                        "removeArgs",
                        "{removeArgs: [max-num-seqs]}",
                        workload -> !Edit.template(workload).contains("--max-num-seqs")),
                Edit.template("gpuCount", "{gpuCount: 2}", "\"amd.com/gpu\":\"2\""));
    }

    private List<Edit> precision(Deployment before) {
        return List.of(
                // what is chosen already may as well be asked for
                Edit.none("backend", "{backend: vllm}", before),
                Edit.template("precision", "{precision: fp8}", "\"--max-num-seqs\",\"13\""),
                Edit.template("imagePullSecrets", "{imagePullSecrets: [{name: registry}]}", "\"registry\""));
    }

    private List<Edit> weights(Deployment before, TinyHub mirror) {
        return List.of(
                new Edit(
                        "source",
                        "{source: {endpoint: '%s'}}".formatted(mirror.endpoint()),
                        workload -> !claims(workload).equals(claims(before))),
                Edit.template("cache", "{cache: {name: own}}", "\"claimName\":\"own\""),
                Edit.template("hardware", "{hardware: MI325X}", "74a5"));
    }

    private List<Edit> settings(Deployment before) {
        return List.of(
                Edit.none("updatePolicy", "{updatePolicy: Automatic}", before),
                Edit.template("resources", "{resources: {requests: {cpu: '3'}}}", "\"cpu\":\"3\""),
                Edit.template(
                        // a value that a text template would have taken for a boolean
                        "podTemplate",
                        "{podTemplate: {spec: {nodeSelector: {trusted: 'true'}}}}",
                        "\"trusted\":\"true\""),
                new Edit(
                        "paused",
                        "{paused: true, image: 'rocm/vllm:later'}",
                        workload -> !Edit.template(workload).contains("rocm/vllm:later")));
    }

    private static List<String> claims(Deployment workload) {
        return workload.getSpec().getTemplate().getSpec().getVolumes().stream()
                .flatMap(volume -> Stream.ofNullable(volume.getPersistentVolumeClaim()))
                .map(PersistentVolumeClaimVolumeSource::getClaimName)
                .toList();
    }

    private void rollsOut(Services services, String name, Edit edit) {
        if (edit.field().equals("podTemplate")) {
            cluster.kubectl("label", "nodes", "--all", "--overwrite", "trusted=true")
                    .succeeded();
        }
        long before = services.get(name).orElseThrow().getMetadata().getGeneration();
        services.edit(name, edit.patch());
        services.awaitDeployment(name, edit.expected());
        AIMService ready = services.awaitReady(name);
        assertThat(ready.getMetadata().getGeneration()).as(edit.field()).isEqualTo(before + 1);
        assertThat(ready.getStatus().observedGeneration()).as(edit.field()).isEqualTo(before + 1);
        assertThat(services.deployment(name)).as(edit.field()).get().matches(edit.expected());
    }

    private static String base(String name, String model, String more) {
        return Services.manifest(
                name,
                Stream.of("modelId: " + model, more)
                        .reduce((one, two) -> one + "\n" + two)
                        .orElseThrow());
    }

    private static String recipe(String name, String model, String precision, int sequences) {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata:
                  name: %s
                spec:
                  modelId: %s
                  hardware: MI300X
                  precision: %s
                  configurations:
                  - {name: one, gpuCount: 1, args: {max-num-seqs: %d}}
                  - {name: two, gpuCount: 2, args: {max-num-seqs: %d}}
                """.formatted(name, model, precision, sequences, sequences);
    }
}
