package com.amd.aim.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Precision;
import com.amd.aim.engine.recipe.Arguments;
import com.amd.aim.engine.recipe.Configuration;
import com.amd.aim.engine.recipe.Origin;
import com.amd.aim.engine.recipe.Readiness;
import com.amd.aim.engine.recipe.Recipe;
import com.amd.aim.engine.recipe.Weights;
import com.amd.aim.operator.api.AIMRecipe;
import com.fasterxml.jackson.databind.node.IntNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecipeMapperTest {
    @Test
    @DisplayName("every field of an AIMRecipe reaches the engine")
    void everyField() {
        AIMRecipe recipe = Serialization.unmarshal("""
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata: {name: own, namespace: team-a}
                spec:
                  modelId: Qwen/Qwen3-32B
                  hardware: MI300X
                  precision: fp8
                  readinessLevel: production
                  weights: {uri: "hf://Qwen/Qwen3-32B-FP8@v1"}
                  configurations:
                  - name: vllm-2
                    backend: vllm
                    gpuCount: 2
                    enabled: false
                    image: registry/vllm:1
                    args: {max-model-len: 16384}
                    env: [{name: B, value: "2"}, {name: A, value: "1"}]
                    performance: {tokensPerSecond: 1234.5}
                """, AIMRecipe.class);

        assertThat(RecipeMapper.map(recipe, Origin.NAMESPACE))
                .isEqualTo(new Recipe(
                        "own",
                        "Qwen/Qwen3-32B",
                        "MI300X",
                        Precision.FP8,
                        Readiness.PRODUCTION,
                        new Weights("hf://Qwen/Qwen3-32B-FP8@v1", null),
                        List.of(new Configuration(
                                "vllm-2",
                                "vllm",
                                2,
                                1,
                                false,
                                "registry/vllm:1",
                                new Arguments(Map.of("max-model-len", IntNode.valueOf(16384))),
                                Map.of("A", "1", "B", "2"),
                                OptionalDouble.of(1234.5))),
                        Origin.NAMESPACE));
    }

    @Test
    @DisplayName("what is left out is the schema's default, also where the API server was not asked")
    void defaults() {
        AIMRecipe recipe = Serialization.unmarshal("""
                metadata: {name: own}
                spec: {modelId: a/b, hardware: MI300X, precision: bf16, configurations: [{name: one, gpuCount: 1}]}
                """, AIMRecipe.class);

        Recipe mapped = RecipeMapper.map(recipe, Origin.OPERATOR_NAMESPACE);

        assertThat(mapped.readiness()).isEqualTo(Readiness.EXPERIMENTAL);
        assertThat(mapped.weights()).isNull();
        assertThat(mapped.configurations())
                .containsExactly(new Configuration(
                        "one", "vllm", 1, 1, true, null, Arguments.NONE, Map.of(), OptionalDouble.empty()));
    }

    @Test
    @DisplayName("every word of the resource is a word of the engine")
    void words() {
        for (var precision : com.amd.aim.operator.api.AIMServiceSpec.PrecisionWord.values()) {
            assertThat(Precision.parse(precision.name())).isPresent();
        }
        for (var level : AIMRecipe.ReadinessLevel.values()) {
            assertThat(Readiness.parse(level.name())).isPresent();
        }
    }
}
