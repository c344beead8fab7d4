package com.amd.aim.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A packed catalogue")
class CatalogPackTest {
    @TempDir
    Path directory;

    @Test
    @DisplayName("is the one of its files, value for value, and all that is YAML is packed as trees")
    void same() throws IOException {
        Path root = Path.of(System.getProperty("aim.root"));
        CatalogPack pack = new CatalogPack("pack", CatalogPacker.pack(root));
        Catalog files = Catalog.read(root);
        Catalog packed = new CatalogReader(pack, List.of()).read();

        assertSame(packed, files);
        assertThat(pack.in("recipes"))
                .hasSizeGreaterThan(300)
                .allSatisfy(file -> assertThat(pack.text(file)).doesNotContain("recipe_id:"));
    }

    @Test
    @DisplayName("holds about each model what the files hold")
    void aboutOneModel() throws IOException {
        Path root = Path.of(System.getProperty("aim.root"));
        CatalogFiles pack = new CatalogPack("pack", CatalogPacker.pack(root));
        CatalogReader all = new CatalogReader(new CatalogDirectory(root), List.of());

        assertThat(all.read().models().all()).isNotEmpty().allSatisfy(model -> {
            Catalog packed = new CatalogReader(pack, List.of()).readAbout(model.id());
            Catalog files = new CatalogReader(new CatalogDirectory(root), List.of()).readAbout(model.id());
            assertThat(packed.models().byId(model.id())).hasValue(model);
            assertThat(packed.recipesOf(model.id())).isEqualTo(files.recipesOf(model.id()));
            assertThat(packed.gpus().all()).isEqualTo(files.gpus().all());
            assertThat(packed.engines()).isEqualTo(files.engines());
        });
    }

    @Test
    @DisplayName("is written when its files have changed, and not otherwise")
    void writtenWhenChanged() throws IOException {
        write("hardware/a.yaml", gpu());
        Path pack = directory.resolve("target/catalog.pack");
        String[] arguments = {directory.toString(), pack.toString()};
        CatalogPacker.main(arguments);
        Files.setLastModifiedTime(pack, FileTime.fromMillis(0));

        CatalogPacker.main(arguments);
        assertThat(Files.getLastModifiedTime(pack).toMillis()).isZero();

        write("hardware/a.yaml", gpu().replace("64 GiB", "96 GiB"));
        CatalogPacker.main(arguments);
        assertThat(Files.getLastModifiedTime(pack).toMillis()).isPositive();
    }

    @Test
    @DisplayName("keeps what YAML alone can say")
    void scalars() throws IOException {
        write("hardware/a.yaml", gpu().replace("rank: 10", "rank: 10 # newest"));
        write("models/m.yaml", """
                model_id: "a/b"
                size: 1_0B
                gated: yes
                description: "ünïcode: \\"quoted\\""
                license: !!str 5
                """);

        assertSame(packed(), Catalog.read(directory));
        assertThat(packed().models().all()).singleElement().satisfies(model -> {
            assertThat(model.gated()).isTrue();
            assertThat(model.license()).isEqualTo("5");
        });
    }

    @Test
    @DisplayName("names line and column of what is wrong, as its files do")
    void problems() throws IOException {
        write("hardware/a.yaml", gpu() + "colour: red\n");
        write("hardware/tab.yaml", "name:\n\t- x\n");
        write("models/m.yaml", "model_id: a/b\nsize: 5\n");
        write("models/list.yaml", "- a\n");
        write("models/empty.yaml", "");
        write("models/own.yaml", "model_id: !mine a/c\nsize: 1B\n");
        Files.write(directory.resolve("models/latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});

        assertThat(packed().problems())
                .hasSizeGreaterThanOrEqualTo(6)
                .isEqualTo(Catalog.read(directory).problems());
    }

    private Catalog packed() throws IOException {
        return new CatalogReader(new CatalogPack("pack", CatalogPacker.pack(directory)), List.of()).read();
    }

    private static void assertSame(Catalog one, Catalog other) {
        assertThat(one.problems()).isEqualTo(other.problems()).isEmpty();
        assertThat(one.gpus().all()).isEqualTo(other.gpus().all());
        assertThat(one.models().all()).isEqualTo(other.models().all());
        assertThat(one.recipes()).isEqualTo(other.recipes());
        assertThat(one.engines()).isEqualTo(other.engines());
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }

    private static String gpu() {
        return """
                name: A
                gfx: gfx942
                rank: 10
                memory: 64 GiB
                vram_label: 64G
                compute_units: 104
                precisions: {native: [bf16]}
                """;
    }
}
