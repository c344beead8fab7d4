package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.EngineRelease;
import com.amd.aim.engine.hardware.GpuCatalog;
import com.amd.aim.engine.model.ModelCatalog;
import com.amd.aim.engine.recipe.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything the product knows by data.
 *
 * @param gpus from {@code hardware/*.yaml}
 * @param models from {@code models/*.yaml}
 * @param recipes from {@code recipes/*.yaml}, by name
 * @param engines from {@code engines/*.yaml}, newest first per backend
 * @param problems what is wrong in files; a file with a problem is left out, the others work
 */
public record Catalog(
        GpuCatalog gpus,
        ModelCatalog models,
        List<Recipe> recipes,
        List<EngineRelease> engines,
        List<CatalogProblem> problems) {
    /** Copies. */
    public Catalog {
        recipes = List.copyOf(recipes);
        engines = List.copyOf(engines);
        problems = List.copyOf(problems);
    }

    /** The catalogue that ships with the product, read from the class path. */
    public static Catalog builtIn() {
        return BuiltInCatalog.read();
    }

    /** A directory with the folders {@code hardware models recipes engines}; a missing folder is an empty one. */
    public static Catalog read(Path directory) {
        return new CatalogReader(directory).read();
    }

    /** The newest release of a backend's engine. */
    public Optional<EngineRelease> engine(String backend) {
        return engines.stream()
                .filter(engine -> engine.backend().equals(backend))
                .findFirst();
    }

    /**
     * The release of a backend's engine that an image holds. Absent: the newest. An image of no release that is known
     * counts as the newest, unchecked.
     */
    public Optional<EngineRelease> engine(String backend, @Nullable String image) {
        if (image == null) {
            return engine(backend);
        }
        return engines.stream()
                .filter(engine -> engine.backend().equals(backend) && engine.has(image))
                .findFirst()
                .or(() -> engine(backend).map(EngineRelease::unchecked));
    }
}
