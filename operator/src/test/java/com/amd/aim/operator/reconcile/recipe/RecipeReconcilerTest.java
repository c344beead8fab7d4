package com.amd.aim.operator.reconcile.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.operator.OperatorConfig;
import com.amd.aim.operator.api.AIMRecipe;
import com.amd.aim.operator.harness.Edits;
import com.amd.aim.operator.plan.RecipeVerdict;
import com.amd.aim.operator.status.Conditions;
import com.amd.aim.operator.status.Recorder;
import com.amd.aim.operator.view.GpuInventory;
import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecipeReconcilerTest {
    private static Sandbox sandbox;
    private static RunningOperator operator;

    private record RunningOperator(Operator operator, KubernetesClient client, Recorder recorder) {
        static RunningOperator start() {
            KubernetesClient client = new KubernetesClientBuilder()
                    .withConfig(sandbox.clientConfig())
                    .build();
            Operator operator = new Operator(
                    overrider -> overrider.withKubernetesClient(client).withCloseClientOnStop(false));
            Recorder recorder = new Recorder(client, "test", InstantSource.system());
            operator.register(new RecipeReconciler(
                    OperatorConfig.embedded(),
                    Catalog.builtIn(),
                    recorder,
                    new GpuInventory(),
                    InstantSource.system()));
            operator.start();
            return new RunningOperator(operator, client, recorder);
        }

        void stop() {
            operator.stop();
            recorder.close();
            client.close();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.builder().nodes("").start();
        for (String plural : List.of("aimrecipes", "aimservices")) {
            try (InputStream crd = Objects.requireNonNull(
                    RecipeReconcilerTest.class.getResourceAsStream("/crds/" + plural + ".yaml"))) {
                sandbox.client().load(crd).serverSideApply();
            }
        }
        operator = RunningOperator.start();
    }

    @AfterAll
    static void close() {
        operator.stop();
        sandbox.close();
    }

    private static AIMRecipe create(String name, String hardware, String configurations) {
        return sandbox.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: aim.amd.com/v1alpha1
                        kind: AIMRecipe
                        metadata: {name: %s, namespace: default}
                        spec:
                          modelId: Qwen/Qwen3-32B
                          hardware: %s
                          precision: bf16
                          configurations: %s
                        """.formatted(name, hardware, configurations), AIMRecipe.class))
                .create();
    }

    private static Condition valid(String name, Predicate<Condition> so) {
        return await().atMost(Duration.ofSeconds(20)).until(() -> valid(name), so);
    }

    private static Condition valid(String name) {
        AIMRecipe recipe = sandbox.client()
                .resources(AIMRecipe.class)
                .inNamespace("default")
                .withName(name)
                .get();
        return recipe.getStatus() == null
                ? new Condition()
                : Conditions.find(recipe.getStatus().conditions(), RecipeVerdict.VALID)
                        .orElseGet(Condition::new);
    }

    @Test
    @DisplayName("a recipe becomes Valid, and Invalid with the reason when it is edited so")
    void validThenNot() {
        create("own", "MI300X", "[{name: vllm-4, gpuCount: 4}]");
        assertThat(valid("own", condition -> "True".equals(condition.getStatus()))
                        .getMessage())
                .isEqualTo("1 configuration for MI300X can be used.");

        Edits.edit(
                sandbox.client()
                        .resources(AIMRecipe.class)
                        .inNamespace("default")
                        .withName("own"),
                recipe -> Serialization.unmarshal(
                        Serialization.asYaml(recipe).replace("MI300X", "H100"), AIMRecipe.class));

        Condition invalid = valid("own", condition -> "False".equals(condition.getStatus()));
        assertThat(invalid.getReason()).isEqualTo("Invalid");
        assertThat(invalid.getObservedGeneration()).isEqualTo(2);
        assertThat(invalid.getMessage()).contains("H100").contains("MI300X").contains("MI355X");
    }

    @Test
    @DisplayName("what is judged is not written again, also after a restart")
    void settled() {
        create("settled", "MI300X", "[{name: vllm-4, gpuCount: 4}]");
        valid("settled", condition -> "True".equals(condition.getStatus()));
        operator.stop();
        long mark = sandbox.requests().mark();
        operator = RunningOperator.start();
        create("marker", "MI300X", "[{name: vllm-4, gpuCount: 4}]");
        valid("marker", condition -> "True".equals(condition.getStatus()));
        assertThat(sandbox.requests().writesSince(mark))
                .filteredOn(entry -> "settled".equals(entry.name()))
                .isEmpty();
    }

    @Test
    @DisplayName("two configurations of one name are refused at admission")
    void duplicates() {
        assertThatThrownBy(() -> create("twice", "MI300X", "[{name: a, gpuCount: 1}, {name: a, gpuCount: 2}]"))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining("spec.configurations[1]")
                .hasMessageContaining("Duplicate value");
    }
}
