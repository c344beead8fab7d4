package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Recipe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim recipes, models, hardware, engines, catalog")
class CatalogCommandsTest {
    private static final Catalog BUILT_IN = Catalog.builtIn();

    @TempDir
    Path folder;

    @Test
    @DisplayName("list all there is, by name, as tables and for programs")
    void list() throws IOException {
        assertThat(Invocation.of("recipes", "list", "-o", "name").out().lines())
                .containsExactlyElementsOf(
                        BUILT_IN.recipes().stream().map(Recipe::name).toList());
        assertThat(Invocation.of("models", "list", "-o", "name").out().lines())
                .containsExactlyElementsOf(
                        BUILT_IN.models().all().stream().map(Model::id).toList());
        assertThat(Invocation.of("hardware", "list", "-o", "name").out().lines())
                .containsExactlyElementsOf(
                        BUILT_IN.gpus().all().stream().map(Gpu::name).toList());
        assertThat(Invocation.of("recipes", "list").out())
                .containsPattern("^NAME +HARDWARE +PRECISION +READINESS +GPUS +MODEL\n")
                .containsPattern("\nqwen3-32b-mi300x-bf16 +MI300X +bf16 +production +1,2,4,8 +Qwen/Qwen3-32B\n");
        assertThat(Invocation.of("engines", "list", "-o", "wide").out())
                .containsPattern("\nvllm-[\\d.]+ +vllm +.*@sha256:");
        JsonNode models = new ObjectMapper()
                .readTree(Invocation.of("models", "list", "-o", "json").out());
        assertThat(models).hasSize(BUILT_IN.models().all().size());
    }

    @Test
    @DisplayName("show all that is known of one")
    void show() {
        assertThat(Invocation.of("models", "show", "Qwen/Qwen3-32B").out())
                .startsWith("name: Qwen/Qwen3-32B\n")
                .contains("attentionHeads: 64\n", "- repository: Qwen/Qwen3-32B\n");
        assertThat(Invocation.of("recipes", "show", "qwen3-32b-mi300x-bf16").out())
                .contains("precision: bf16\n", "- name: vllm-4\n", "    trust-remote-code: true\n");
        assertThat(Invocation.of("engines", "show", "vllm").out())
                .startsWith("name: vllm-")
                .contains("- gfx942\n");
    }

    @ParameterizedTest
    @CsvSource({"MI300X", "74a1", "AMD_Instinct_MI300X_OAM"})
    @DisplayName("find a GPU under every name it goes by")
    void spellings(String name) {
        assertThat(Invocation.of("hardware", "show", name, "-o", "name").out()).isEqualTo("MI300X\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "recipes | qwen3-32b-mi300x-bf61 | There is no recipe 'qwen3-32b-mi300x-bf61'; did you mean qwen3-32b-mi300x-bf16",
                "models | Qwen/Qwen3-23B | There is no model 'Qwen/Qwen3-23B'; did you mean Qwen/Qwen3-",
                "hardware | MI300Y | There is no GPU 'MI300Y'; did you mean MI300A or MI300X",
                "engines | tgi | There is no engine 'tgi'; 'aim engines list' has all.",
            })
    @DisplayName("name the nearest where there is none of a name")
    void missing(String kind, String name, String said) {
        Invocation missing = Invocation.of(kind, "show", name);

        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.err()).startsWith("aim: " + said).hasLineCount(1);
    }

    @Test
    @DisplayName("R139 find no error in the built-in catalogue")
    void checkBuiltIn() {
        Invocation check = Invocation.of("catalog", "check");

        assertThat(check.exitCode()).as(check.out()).isZero();
        assertThat(check.out().lines().toList().getLast()).matches("0 errors, \\d+ warnings?\\.");
    }

    @Test
    @DisplayName("check one's own files beside the built-in ones, and speak of no others")
    void checkOwn() throws IOException {
        Files.createDirectories(folder.resolve("recipes"));
        Files.writeString(folder.resolve("recipes/own.yaml"), """
                recipe_id: own
                model_id: Qwen/Qwen3-32B
                hardware: MI210
                precision: fp8
                vllm_serve: {4_gpu: {enabled: true}}
                """);
        Files.writeString(folder.resolve("recipes/broken.yaml"), "recipe_id: [\n");

        Invocation check = Invocation.of("catalog", "check", folder.toString());
        JsonNode findings = new ObjectMapper()
                .readTree(Invocation.of("catalog", "check", folder.toString(), "-o", "json")
                        .out());

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.out())
                .contains("error: recipes/broken.yaml:2:1: ", "MI210 cannot compute fp8")
                .doesNotContain("llama");
        assertThat(findings.findValuesAsText("severity")).contains("ERROR");
        assertThat(Invocation.of("catalog", "check", "no/such").exitCode()).isEqualTo(2);
        assertThat(Invocation.of("recipes", "show", "own", "--catalog=" + folder)
                        .out())
                .contains("hardware: MI210\n");
    }
}
