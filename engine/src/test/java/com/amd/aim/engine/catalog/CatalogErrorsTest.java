package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogErrorsTest {
    private static final String HARDWARE = """
            name: MI300X
            gfx: gfx942
            rank: 22
            memory: 192 GiB
            device_ids: ["74a1"]
            vram_label: 192G
            compute_units: 304
            precisions: {native: [bf16, fp16], converted: [int4]}
            """;

    private static final String RECIPE = """
            recipe_id: good
            model_id: org/model
            hardware: MI300X
            precision: bf16
            readiness_level: production

            vllm_serve:
              1_gpu:
                enabled: true
                args:
                  --max-model-len: 8192
            """;

    @TempDir
    Path directory;

    static Stream<Arguments> brokenRecipes() {
        return Stream.of(
                broken("a tab", "  1_gpu:", "\t1_gpu:", "8:1: a tab cannot be used to indent; use spaces"),
                broken(
                        "a duplicate key",
                        "hardware: MI300X",
                        "hardware: MI300X\nhardware: MI325X",
                        "4:1: hardware: the field is there twice"),
                broken(
                        "a wrong type",
                        "enabled: true",
                        "enabled: perhaps",
                        "9:14: vllm_serve.1_gpu.enabled: must be true or false"),
                broken(
                        "a number for text",
                        "model_id: org/model",
                        "model_id: 7",
                        "2:11: model_id: must be text; put 7 in quotes"),
                broken("nothing for text", "model_id: org/model", "model_id:", "2:10: model_id: must be text"),
                broken("a missing field", "model_id: org/model\n", "", "1:1: model_id: the field is missing"),
                broken(
                        "an unknown field",
                        "precision: bf16",
                        "precision: bf16\nquality: high",
                        "5:1: quality: the field is not known; known are hardware, model_id, precision,"
                                + " readiness_level, recipe_id, sglang_serve, source, vllm_serve, weights"),
                broken(
                        "an unknown field of a configuration",
                        "enabled: true",
                        "enable: true",
                        "9:5: vllm_serve.1_gpu.enable: the field is not known; known are args, enabled, env, image,"
                                + " nodes, tokens_per_second"),
                broken(
                        "a count that is no number",
                        "1_gpu",
                        "one_gpu",
                        "9:5: vllm_serve.one_gpu: a configuration is named after its GPU count, such as 1_gpu or 8_gpu"),
                broken(
                        "a count of zero",
                        "1_gpu",
                        "0_gpu",
                        "9:5: vllm_serve.0_gpu: a configuration is named after its GPU count, such as 1_gpu or 8_gpu"),
                broken(
                        "nodes that do not share out the GPUs",
                        "enabled: true",
                        "nodes: 2",
                        "9:12: vllm_serve.1_gpu.nodes: must be a number of nodes that share out gpuCount 1 evenly, as 2"
                                + " do 16"),
                broken(
                        "an unknown precision",
                        "precision: bf16",
                        "precision: fp12",
                        "4:12: precision: \"fp12\" is not known; known are fp32, bf16, fp16, fp8, int8, int4, mxfp4"
                                + " and aliases such as bfloat16, float16, float8"),
                broken(
                        "unknown hardware",
                        "hardware: MI300X",
                        "hardware: H100",
                        "3:11: hardware: \"H100\" is not known; known are MI300X"),
                broken(
                        "an unknown readiness",
                        "production",
                        "ready",
                        "5:18: readiness_level: \"ready\" is not known; known are production, preview, experimental"),
                broken(
                        "another name than the file's",
                        "recipe_id: good",
                        "recipe_id: better",
                        "1:12: recipe_id: must be the file's name without its ending, good"),
                broken(
                        "a field twice in an argument",
                        "8192",
                        "{a: 1, a: 2}",
                        "11:31: vllm_serve.1_gpu.args.--max-model-len.a: the field is there twice"),
                broken(
                        "a name that is no text in an argument",
                        "8192",
                        "[{a: 1}, {[b]: 1}]",
                        "11:34: vllm_serve.1_gpu.args.--max-model-len[1]: a field's name must be plain text"),
                broken(
                        "an argument that is in itself",
                        "8192",
                        "&x {a: {b: *x}}",
                        "11:24: vllm_serve.1_gpu.args.--max-model-len.a.b: is used twice by an alias; write it out"),
                broken(
                        "nothing for an argument",
                        " 8192",
                        "",
                        "11:23: vllm_serve.1_gpu.args.--max-model-len: must be a number, a boolean, text, or a list or"
                                + " mapping of these"),
                broken(
                        "an argument in two spellings",
                        "--max-model-len: 8192",
                        "--max-model-len: 8192\n      max_model_len: 4096",
                        "12:22: vllm_serve.1_gpu.args.max_model_len: is the same argument as --max-model-len"),
                broken(
                        "a list for a mapping",
                        "    args:\n      --max-model-len: 8192",
                        "    args: [a]",
                        "10:11: vllm_serve.1_gpu.args: must be a mapping of fields to values"),
                broken(
                        "weights from nowhere",
                        "precision: bf16",
                        "precision: bf16\nweights: {uri: 's3://a'}",
                        "5:16: weights.uri: Source \"s3://a\" is not valid: only hf:// sources can be downloaded, such as hf://Qwen/Qwen3-32B."),
                broken(
                        "two documents",
                        "recipe_id: good",
                        "---\nrecipe_id: good\n---\na: b",
                        "3:1: but found another document"));
    }

    private static Arguments broken(String what, String good, String bad, String problem) {
        return Arguments.of(what, good, bad, problem);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenRecipes")
    @DisplayName("a broken recipe file is reported at its place, and the others work")
    void brokenRecipe(String what, String good, String bad, String problem) throws IOException {
        assertThat(RECIPE).as("the example of %s", what).contains(good);
        write("hardware/mi300x.yaml", HARDWARE);
        write("recipes/good.yaml", RECIPE.replace(good, bad));
        write("recipes/other.yaml", RECIPE.replace("recipe_id: good", "recipe_id: other"));
        Catalog catalog = Catalog.read(directory);
        assertThat(catalog.problems()).map(CatalogProblem::toString).contains("recipes/good.yaml:" + problem);
        assertThat(catalog.recipes()).map(Recipe::name).containsExactly("other");
    }

    @Test
    @DisplayName("one run names everything that is wrong with a file")
    void everything() throws IOException {
        write("hardware/mi300x.yaml", HARDWARE);
        write(
                "recipes/good.yaml",
                RECIPE.replace("bf16", "fp12").replace("MI300X", "H100").replace("1_gpu", "x_gpu"));
        assertThat(Catalog.read(directory).problems())
                .map(CatalogProblem::field)
                .contains("hardware", "precision", "vllm_serve.x_gpu");
    }

    @Test
    @DisplayName("a hardware file without what is needed, or with impossible values, is refused")
    void hardware() throws IOException {
        write("hardware/a.yaml", HARDWARE.replace("192 GiB", "lots").replace("rank: 22\n", ""));
        write("hardware/b.yaml", HARDWARE.replace("[int4]", "[bf16]") + "defaults: {gpu_memory_utilization: 1.5}\n");
        assertThat(Catalog.read(directory).problems())
                .map(CatalogProblem::toString)
                .containsExactly(
                        "hardware/a.yaml:3:9: memory: must be an amount such as \"192 GiB\", \"65.5 GB\" or a number of"
                                + " bytes",
                        "hardware/a.yaml:1:1: rank: the field is missing",
                        "hardware/b.yaml:8:47: precisions.converted: bf16 is native already",
                        "hardware/b.yaml:9:36: defaults.gpu_memory_utilization: must be a number above 0 and at most 1");
    }

    @Test
    @DisplayName("R52 R122 a model file in the short form is enough, and huggingface_id is the name it goes by")
    void shortModel() throws IOException {
        write("models/m.yaml", """
                model_id: my-model
                name: Mine
                size: "7B"
                family: mine
                readiness_level: preview
                description: Short.
                huggingface_id: org/my-model
                """);
        Catalog catalog = Catalog.read(directory);
        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.models().byId("org/my-model"))
                .isPresent()
                .isEqualTo(catalog.models().byId("my-model"));
    }

    @Test
    @DisplayName("a file that is empty, not text, not a mapping, or says what another one says is reported")
    void oddFiles() throws IOException {
        write("models/a.yaml", "model_id: org/a\nsize: 7B\n");
        write("models/b.yaml", "model_id: org/a\nsize: 7B\n");
        write("models/c.yaml", "");
        write("models/d.yaml", "- a\n");
        write("models/e.yaml", "a: &x [*x]\n");
        write("models/ignored.txt", "not yaml: [");
        Files.write(directory.resolve("models/f.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        Catalog catalog = Catalog.read(directory);
        assertThat(catalog.problems())
                .map(CatalogProblem::toString)
                .contains(
                        "models/b.yaml: org/a is defined in models/a.yaml already",
                        "models/c.yaml: the file is empty",
                        "models/d.yaml:1:1: the file must be a mapping of fields to values",
                        "models/f.yaml: the file is not UTF-8 text");
        assertThat(catalog.models().all()).hasSize(1);
    }

    @Test
    @DisplayName("a directory that is not there is one problem, not a failure")
    void missing() {
        assertThat(Catalog.read(directory.resolve("nowhere")).problems())
                .map(CatalogProblem::message)
                .containsExactly("there is no such directory");
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
