package com.amd.aim.engine.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.engine.catalog.Catalog;
import com.amd.aim.engine.hardware.Gpu;
import com.amd.aim.engine.model.Model;
import com.amd.aim.engine.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("docs/recipes.md")
class RecipesDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("aim.root"));
    /** A block of YAML that says which file it is. */
    private static final Pattern FILE =
            Pattern.compile("```yaml\n# ([a-z]+/[a-z0-9-]+\\.yaml)\n(.*?)```", Pattern.DOTALL);

    @Test
    @DisplayName(
            "R134 R139 its model, GPU and recipe can be added by a file each, and the check has nothing to say of them")
    void examples(@TempDir Path directory) throws IOException {
        List<MatchResult> files = FILE.matcher(Files.readString(ROOT.resolve("docs/recipes.md")))
                .results()
                .toList();
        for (MatchResult file : files) {
            write(directory.resolve(file.group(1)), file.group(2));
        }
        write(
                directory.resolve("engines/vllm.yaml"),
                "{backend: vllm, version: 0.29.0, image: v, gfx_targets: [gfx942]}");
        Catalog catalog = Catalog.read(directory);
        assertThat(CatalogCheck.check(catalog)).isEmpty();
        assertThat(catalog.models().all()).map(Model::id).containsExactly("acme/Acme-30B-A3B");
        assertThat(catalog.gpus().all()).map(Gpu::name).containsExactly("MI999X");
        assertThat(catalog.recipes()).map(Recipe::name).containsExactly("acme-30b-a3b-mi999x-fp8");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
