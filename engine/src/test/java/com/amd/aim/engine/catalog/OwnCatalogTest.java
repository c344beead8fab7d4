package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R134 Files of one's own beside the built-in catalogue")
class OwnCatalogTest {
    private static final Catalog BUILT_IN = Catalog.builtIn();

    @TempDir
    Path directory;

    @Test
    @DisplayName("add a GPU, a model and a recipe for a built-in GPU, and leave all else as it is")
    void add() throws IOException {
        write("hardware/mi999.yaml", """
                name: MI999
                gfx: gfx999
                rank: 99
                memory: 512 GiB
                device_ids: ["99a0"]
                vram_label: 512G
                compute_units: 512
                precisions: {native: [bf16], converted: []}
                """);
        write("models/own.yaml", "model_id: org/own\nsize: 7B\n");
        write("recipes/own.yaml", recipe("own", "org/own"));

        Catalog catalog = BUILT_IN.with(directory);

        assertThat(catalog.problems()).isEmpty();
        assertThat(catalog.gpus().all())
                .extracting(Gpu::name)
                .contains("MI999")
                .hasSize(BUILT_IN.gpus().all().size() + 1);
        assertThat(catalog.models().byId("org/own")).isPresent();
        assertThat(catalog.recipes())
                .extracting(Recipe::name)
                .contains("own")
                .hasSize(BUILT_IN.recipes().size() + 1);
        assertThat(catalog.engines()).isEqualTo(BUILT_IN.engines());
    }

    @Test
    @DisplayName("win over built-in ones of the same name")
    void win() throws IOException {
        Model model = BUILT_IN.models().all().getFirst();
        Recipe recipe = BUILT_IN.recipes().getFirst();
        write("models/own.yaml", "model_id: %s\nsize: 1B\n".formatted(model.id()));
        write("recipes/%s.yaml".formatted(recipe.name()), recipe(recipe.name(), "org/other"));

        Catalog catalog = BUILT_IN.with(directory);

        assertThat(catalog.models().byId(model.id()).map(Model::size)).contains("1B");
        assertThat(catalog.recipes())
                .filteredOn(one -> one.name().equals(recipe.name()))
                .extracting(Recipe::modelId)
                .containsExactly("org/other");
    }

    @Test
    @DisplayName("that are broken are reported, and the others work")
    void report() throws IOException {
        write("recipes/own.yaml", recipe("own", "org/own"));
        write("recipes/broken.yaml", recipe("broken", "org/own").replace("bf16", "bf61"));

        Catalog catalog = BUILT_IN.with(directory);

        assertThat(catalog.problems())
                .singleElement()
                .asString()
                .startsWith("recipes/broken.yaml:4:12: precision: \"bf61\" is not known");
        assertThat(catalog.recipes()).extracting(Recipe::name).contains("own").doesNotContain("broken");
    }

    private static String recipe(String name, String model) {
        return """
                recipe_id: %s
                model_id: %s
                hardware: MI300X
                precision: bf16
                readiness_level: preview
                vllm_serve: {1_gpu: {enabled: true, args: {--max-model-len: 8192}}}
                """.formatted(name, model);
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.resolveSibling(""));
        Files.writeString(path, text);
    }
}
