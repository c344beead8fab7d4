package com.amd.aim.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.check.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The check of a catalogue")
class CatalogCheckTest {
    private static final String GPU = """
            name: MI300X
            gfx: gfx942
            rank: 22
            memory: 192 GiB
            device_ids: ["74a1"]
            vram_label: 192G
            compute_units: 304
            precisions: {native: [bf16, fp16, fp8]}
            partitions:
              - {mode: cpx_nps4, per_gpu: 8, memory: 24 GiB, compute_units: 38}
            """;
    private static final String OTHER_GPU = """
            name: MI325X
            gfx: gfx942
            rank: 23
            memory: 256 GiB
            device_ids: ["74a5"]
            vram_label: 256G
            compute_units: 304
            precisions: {native: [bf16, fp16, fp8]}
            """;
    private static final String MODEL = """
            model_id: org/model
            size: 8B
            layers: 36
            hidden_size: 4096
            attention_heads: 32
            key_value_heads: 8
            head_size: 128
            full_attention_layers: 9
            sliding_layers: 27
            sliding_window: 1024
            checkpoints:
              - {repository: org/model, precision: bf16, bytes: 16 GB}
              - {repository: org/model-FP8, precision: fp8, bytes: 9 GB}
            """;
    private static final String RECIPE = """
            recipe_id: good
            model_id: org/model
            hardware: MI300X
            precision: fp8
            readiness_level: production
            source: {page: "a page, 2026-11"}
            weights: {uri: hf://org/model-FP8}
            vllm_serve:
              1_gpu: {args: {--max-model-len: 8192}}
            """;
    private static final String ENGINE = """
            backend: vllm
            version: 0.29.0
            image: example.com/vllm:v0.29.0
            gfx_targets: [gfx942]
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void sound() throws IOException {
        write("hardware/mi300x.yaml", GPU);
        write("hardware/mi325x.yaml", OTHER_GPU);
        write("models/model.yaml", MODEL);
        write("recipes/good.yaml", RECIPE);
        write("engines/vllm.yaml", ENGINE);
    }

    @Test
    @DisplayName("says nothing of a catalogue that is sound")
    void nothing() {
        assertThat(CatalogCheck.check(Catalog.read(directory))).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        "hardware/mi325x.yaml",
                        "74a5",
                        "74a1",
                        "error: GPU MI300X: device_ids: 74a1 is listed for"
                                + " MI325X too, and a node's label has only the id; remove it from one of them."),
                Arguments.of(
                        "hardware/mi300x.yaml",
                        "24 GiB",
                        "25 GiB",
                        "error: GPU MI300X: partitions: the memory of 8 x"
                                + " cpx_nps4 are more than the whole GPU has; one part has a share of it."),
                Arguments.of(
                        "hardware/mi300x.yaml",
                        "compute_units: 38",
                        "compute_units: 39",
                        "error: GPU MI300X:"
                                + " partitions: the compute_units of 8 x cpx_nps4 are more than the whole GPU has; one part has a"
                                + " share of it."),
                Arguments.of(
                        "models/model.yaml",
                        "key_value_heads: 8",
                        "key_value_heads: 5",
                        "error: model org/model:"
                                + " key_value_heads: 5 do not divide the 32 attention_heads; each must serve as many of them."),
                Arguments.of(
                        "models/model.yaml",
                        "head_size: 128",
                        "latent_size: 576",
                        "error: model org/model:"
                                + " latent_size: latent attention has no key-value heads to share out; leave out latent_size or"
                                + " key_value_heads."),
                Arguments.of(
                        "models/model.yaml",
                        "hidden_size: 4096\nattention_heads: 32\nkey_value_heads: 8\nhead_size:" + " 128",
                        "hidden_size: 2890\nattention_heads: 32\nkey_value_heads: 8",
                        "error: model org/model:"
                                + " head_size: it is missing, and cannot be hidden_size 2890 shared by the 32 attention_heads; add"
                                + " it."),
                Arguments.of(
                        "models/model.yaml",
                        "sliding_layers: 27",
                        "sliding_layers: 28",
                        "error: model org/model:"
                                + " layers: full_attention_layers and sliding_layers are 37 together, of 36 layers; they are parts"
                                + " of these."),
                Arguments.of(
                        "models/model.yaml",
                        "sliding_window: 1024\n",
                        "",
                        "error: model org/model: sliding_window:"
                                + " sliding_layers and sliding_window need each other; add the other or remove this."),
                Arguments.of(
                        "models/model.yaml",
                        "sliding_layers: 27\nsliding_window: 1024",
                        "sliding_key_value_heads: 4",
                        "error: model org/model: sliding_key_value_heads:"
                                + " there are no sliding_layers to have them; add these or remove it."),
                Arguments.of(
                        "models/model.yaml",
                        "16 GB",
                        "16 MB",
                        "error: model org/model: checkpoints: org/model has 0.0"
                                + " GB, but 8B parameters in bf16 make about 16.0 GB; correct the bytes, the precision or the"
                                + " parameters."),
                Arguments.of(
                        "models/model.yaml",
                        "9 GB",
                        "17 GB",
                        "error: model org/model: checkpoints: org/model-FP8 has"
                                + " 17.0 GB, but 8B parameters in fp8 make about 8.0 GB; correct the bytes, the precision or the"
                                + " parameters."),
                Arguments.of(
                        "recipes/good.yaml",
                        "hf://org/model-FP8",
                        "hf://org/model",
                        "error: recipes/good.yaml:"
                                + " precision: the recipe says fp8, but the only checkpoint in org/model is bf16; correct it, or"
                                + " name another checkpoint in weights."),
                Arguments.of(
                        "recipes/good.yaml",
                        "source: {page: \"a page, 2026-11\"}\nweights: {uri: hf://org/model-FP8}",
                        "weights: {uri: hf://org/model}",
                        "warning: recipes/good.yaml: precision: the recipe says fp8, but"
                                + " the only checkpoint in org/model is bf16; correct it, or name another checkpoint in weights."),
                Arguments.of(
                        "recipes/good.yaml",
                        "source: {page: \"a page, 2026-11\"}\n",
                        "",
                        "warning:" + " recipes/good.yaml: source: it is missing; say where this recipe was published."),
                Arguments.of(
                        "recipes/good.yaml",
                        "model_id: org/model",
                        "model_id: org/other",
                        "warning:"
                                + " recipes/good.yaml: model_id: org/other is not among the models, so that neither its size nor"
                                + " its heads are checked; add a file for it."),
                Arguments.of(
                        "recipes/good.yaml",
                        "hf://org/model-FP8",
                        "hf://org/model-INT8",
                        "warning:"
                                + " recipes/good.yaml: weights.uri: org/model-INT8 is not among the checkpoints of a model, so that"
                                + " its size is not checked; add it."),
                Arguments.of(
                        "recipes/good.yaml",
                        "  1_gpu: {args",
                        "  3_gpu: {args",
                        "error: recipes/good.yaml:"
                                + " configuration vllm-3: gpuCount 3 cannot share out the 32 attention heads and 8 key-value heads"
                                + " of org/model evenly; possible are 1, 2."),
                Arguments.of(
                        "recipes/good.yaml",
                        "vllm_serve:",
                        "sglang_serve:\n  1_gpu: {args: {--tp-size:" + " 1}}\nvllm_serve:",
                        "warning: recipes/good.yaml: sglang_serve: no release of sglang is among"
                                + " the engines, so that nothing can start it; add a file for one."));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrong")
    @DisplayName("names what is wrong, where, and the way out")
    void finds(String file, String good, String bad, String finding) throws IOException {
        String text = Files.readString(directory.resolve(file));
        assertThat(text).contains(good);
        write(file, text.replace(good, bad));
        assertThat(CatalogCheck.check(Catalog.read(directory)))
                .map(Finding::toString)
                .contains(finding);
    }

    @Test
    @DisplayName(
            "weights without scales may be served in another format without scales: they are turned as they are loaded")
    void casts() throws IOException {
        write("recipes/good.yaml", RECIPE.replace("fp8", "fp16").replace("weights: {uri: hf://org/model-FP8}\n", ""));
        assertThat(CatalogCheck.check(Catalog.read(directory))).isEmpty();
    }

    @Test
    @DisplayName("two recipes that are equal in all but their name are one too many")
    void twins() throws IOException {
        write("recipes/twin.yaml", RECIPE.replace("recipe_id: good", "recipe_id: twin"));
        assertThat(CatalogCheck.check(Catalog.read(directory)))
                .map(Finding::toString)
                .containsExactly("error: recipes/twin.yaml: it says the same as recipes/good.yaml in all but its name;"
                        + " remove one of them.");
    }

    @Test
    @DisplayName("a repository that two models list is the same in both")
    void shared() throws IOException {
        write("models/other.yaml", """
                model_id: org/quantised
                size: 8B
                checkpoints:
                  - {repository: org/model-FP8, precision: fp8, bytes: 8 GB}
                """);
        assertThat(CatalogCheck.check(Catalog.read(directory)))
                .map(Finding::toString)
                .containsExactly(
                        "error: model org/quantised: checkpoints: org/model-FP8 is listed with other figures by"
                                + " another model; it is one repository.");
    }

    @Test
    @DisplayName("what cannot be read comes first, at its place in the file")
    void unreadable() throws IOException {
        write("recipes/bad.yaml", RECIPE.replace("hardware: MI300X", "hardware: H100"));
        write("models/model.yaml", MODEL.replace("sliding_window: 1024\n", ""));
        assertThat(CatalogCheck.check(Catalog.read(directory)))
                .map(Finding::toString)
                .startsWith("error: recipes/bad.yaml:1:12: recipe_id: must be the file's name without its ending, bad")
                .endsWith(
                        "error: model org/model: sliding_window: sliding_layers and sliding_window need each other; add"
                                + " the other or remove this.");
    }

    @Test
    @DisplayName(
            "R139 the built-in catalogue has no error, and its only warnings are of the four recipes it began with")
    void builtIn() {
        Catalog catalog = Catalog.builtIn();
        List<Finding> found = CatalogCheck.check(catalog);
        assertThat(found).isEqualTo(CatalogCheck.check(catalog));
        assertThat(found)
                .filteredOn(finding -> finding.severity() == Severity.ERROR)
                .isEmpty();
        assertThat(found)
                .allSatisfy(finding -> assertThat(finding.subject())
                        .isIn(
                                "recipes/deepseek-r1-0528-mi300x-fp16.yaml",
                                "recipes/llama-3-1-405b-fp8-kv-mi300x-fp8.yaml",
                                "recipes/llama-4-maverick-17b-mi300x-fp8.yaml",
                                "recipes/qwen3-32b-mi300x-bf16.yaml"))
                .map(Finding::toString)
                .contains("warning: recipes/deepseek-r1-0528-mi300x-fp16.yaml: precision: the recipe says fp16, but the"
                        + " only checkpoint in deepseek-ai/DeepSeek-R1-0528 is fp8; correct it, or name another checkpoint"
                        + " in weights.");
    }

    @Test
    @DisplayName(
            "R139 the built-in catalogue knows fifty models and sixty recipes, fifty-six of them with their source")
    void size() {
        Catalog catalog = Catalog.builtIn();
        assertThat(catalog.models().all()).hasSizeGreaterThanOrEqualTo(50);
        assertThat(catalog.recipes()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(catalog.recipes())
                .filteredOn(recipe -> recipe.source() != null)
                .hasSizeGreaterThanOrEqualTo(56);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
