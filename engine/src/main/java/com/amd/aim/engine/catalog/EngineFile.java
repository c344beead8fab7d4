package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.ArgumentTable;
import com.amd.aim.engine.backend.EngineRelease;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code engines/*.yaml}: one release of a serving engine per file. Its images are one {@code image} for all
 * {@code gfx_targets}, or {@code images} with one for each.
 */
final class EngineFile {
    private EngineFile() {}

    static EngineRelease read(YamlMap file, ArgumentTable arguments) {
        String backend = file.required("backend");
        String version = file.raw("version").orElse("");
        if (!version.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")) {
            file.problem("version", "must be numbers with dots, such as 0.29.0");
        }
        EngineRelease release = new EngineRelease(
                backend,
                version,
                images(file),
                arguments,
                file.map("short_forms").map(EngineFile::texts).orElse(Map.of()),
                file.texts("removed_arguments"),
                file.texts("removed_environment"),
                true);
        release.removedArguments().stream()
                .filter(name -> arguments.find(name).isPresent())
                .forEach(name -> file.problem("removed_arguments", name + " is one of the release's arguments"));
        file.done();
        return release;
    }

    private static Map<String, String> images(YamlMap file) {
        if (file.value("images").isPresent()) {
            return file.map("images").map(EngineFile::texts).orElse(Map.of());
        }
        String image = file.required("image");
        Map<String, String> images = new LinkedHashMap<>();
        file.texts("gfx_targets").forEach(gfx -> images.put(gfx, image));
        return images;
    }

    private static Map<String, String> texts(YamlMap map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.names().forEach(name -> map.text(name).ifPresent(value -> texts.put(name, value)));
        return texts;
    }
}
