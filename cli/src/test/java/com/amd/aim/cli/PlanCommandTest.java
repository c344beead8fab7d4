package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("aim plan")
class PlanCommandTest {
    private static final String SERVICE = """
            apiVersion: aim.amd.com/v1alpha1
            kind: AIMService
            metadata: {name: %s, namespace: team}
            spec: %s
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        write("a-large.yaml", SERVICE.formatted("a-large", "{modelId: Qwen/Qwen3-32B, gpuCount: 4, replicas: 2}"));
        write("b-small.yml", SERVICE.formatted("b-small", "{modelId: Qwen/Qwen3-8B, gpuCount: 1}"));
        write("notes.txt", "no manifest");
    }

    @Test
    @DisplayName("places services in the order of their names, tightest first, and shows what is left")
    void places() {
        Invocation plan = plan("--nodes=2xMI300X:8");

        assertThat(plan.err()).isEmpty();
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).isEqualTo("""
                SERVICE       MODEL           GPUS      PLACED  ON
                team/a-large  Qwen/Qwen3-32B  4xMI300X  2/2     mi300x-0 (2)
                team/b-small  Qwen/Qwen3-8B   1xMI300X  1/1     mi300x-1

                NODE      GPU     LEFT
                mi300x-0  MI300X  0 of 8
                mi300x-1  MI300X  7 of 8
                """);
        assertThat(plan("--nodes=2xMI300X:8", "-o", "wide").out()).contains("RECIPE", "vllm", "bf16");
    }

    @Test
    @DisplayName("uses up what it gives, says what does not fit and why, and goes on with the next")
    void doesNotFit() {
        Invocation plan = plan("--nodes=1xMI300X:6");

        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.out()).isEqualTo("""
                SERVICE       MODEL           GPUS      PLACED  ON
                team/a-large  Qwen/Qwen3-32B  4xMI300X  1/2     mi300x-0
                    One server takes 4 MI300X of one node, and left are 2 on mi300x-0.
                team/b-small  Qwen/Qwen3-8B   1xMI300X  1/1     mi300x-0

                NODE      GPU     LEFT
                mi300x-0  MI300X  1 of 6
                """);
        assertThat(plan("--nodes=1xMI300X:6", "-o", "name").out()).isEqualTo("team/b-small\n");
    }

    @Test
    @DisplayName("tells programs the same, with the selection's reason where nothing can be chosen")
    void forPrograms() throws IOException {
        write("c-absent.json", """
                {"apiVersion": "aim.amd.com/v1alpha1", "kind": "AIMService", "metadata": {"name": "c-absent"},
                 "spec": {"modelId": "Qwen/Qwen3-8B", "hardware": "MI355X"}}
                """);

        Invocation json = plan("--nodes=1xMI300X:8", "-o", "json");

        assertThat(json.exitCode()).isEqualTo(1);
        JsonNode plan = new ObjectMapper().readTree(json.out());
        assertThat(plan.at("/services/0/on/0").toString()).isEqualTo("{\"node\":\"mi300x-0\",\"replicas\":2}");
        assertThat(plan.at("/services/1/placed").asInt()).isZero();
        assertThat(plan.at("/services/1/reason").asText()).endsWith("and left are none.");
        assertThat(plan.at("/services/2/namespace").asText()).isEqualTo("default");
        assertThat(plan.at("/services/2/reason").asText()).contains("MI355X");
        assertThat(plan.at("/services/2").has("recipe")).isFalse();
        assertThat(plan.at("/left/0").toString())
                .isEqualTo("{\"node\":\"mi300x-0\",\"gpu\":\"MI300X\",\"free\":0,\"of\":8}");
        assertThat(plan("--nodes=1xMI300X:8", "-o", "yaml").out()).contains("node: mi300x-0");
    }

    @Test
    @DisplayName("counts the recipes in the files")
    void countsRecipes() throws IOException {
        write("recipe.yaml", """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMRecipe
                metadata: {name: own, namespace: team}
                spec:
                  modelId: Qwen/Qwen3-8B
                  hardware: MI300X
                  precision: bf16
                  readinessLevel: production
                  configurations:
                    - {name: two, gpuCount: 2}
                """);
        write("b-small.yml", SERVICE.formatted("b-small", "{modelId: Qwen/Qwen3-8B, recipe: own}"));

        Invocation plan = plan("--nodes=2xMI300X:8", "-o", "wide");

        assertThat(plan.exitCode()).as("%s%s", plan.out(), plan.err()).isZero();
        assertThat(plan.out()).containsPattern("team/b-small +Qwen/Qwen3-8B +2xMI300X +1/1 +mi300x-1 +own +vllm +bf16");
    }

    @Test
    @DisplayName("places nothing over several nodes, as the operator would not")
    void apart(@TempDir Path catalog) throws IOException {
        Files.writeString(Files.createDirectories(catalog.resolve("recipes")).resolve("wide.yaml"), """
                recipe_id: wide
                model_id: Qwen/Qwen3-8B
                hardware: MI300X
                precision: bf16
                vllm_serve:
                  16_gpu:
                    enabled: true
                    nodes: 2
                """);
        write("b-small.yml", SERVICE.formatted("b-small", "{modelId: Qwen/Qwen3-8B, recipe: wide}"));

        Invocation plan = plan("--nodes=2xMI300X:8", "--catalog=" + catalog);

        assertThat(plan.exitCode()).isEqualTo(1);
        assertThat(plan.out().replaceAll("\\s+", " "))
                .contains("It needs 2 nodes, and nothing here starts one server over several.");
    }

    @Test
    @DisplayName("says that there are no services, no directory, or no GPUs to place them on")
    void refuses() {
        Path absent = folder.resolve("absent");

        assertThat(Invocation.of("plan", "-f", absent.toString(), "--nodes=1xMI300X:8"))
                .satisfies(refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .satisfies(refused ->
                        assertThat(refused.err()).startsWith("aim: -f " + absent + ": there is no such file."));
        assertThat(plan().exitCode()).isEqualTo(1);
        assertThat(plan().err()).startsWith("aim: It is not known which GPUs there are: ");
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private Invocation plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", "-f", folder.toString()));
        arguments.addAll(List.of(more));
        return Invocation.with(Map.of("HOME", folder.toString()), arguments.toArray(String[]::new));
    }
}
