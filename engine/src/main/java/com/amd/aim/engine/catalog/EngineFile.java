package com.amd.aim.engine.catalog;

import com.amd.aim.engine.backend.EngineRelease;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code engines/*.yaml}: one release of a serving engine per file. */
final class EngineFile {
    private EngineFile() {}

    static EngineRelease read(YamlMap file) {
        String backend = file.required("backend");
        String version = file.raw("version").orElse("");
        if (!version.matches("\\d{1,6}(\\.\\d{1,6}){0,3}")) {
            file.problem("version", "must be numbers with dots, such as 0.29.0");
        }
        EngineRelease release = new EngineRelease(
                backend,
                version,
                file.required("image"),
                file.texts("gfx_targets"),
                file.map("aliases").map(EngineFile::aliases).orElse(Map.of()),
                file.texts("negatable"),
                file.texts("removed_arguments"),
                file.texts("removed_environment"));
        file.done();
        return release;
    }

    private static Map<String, String> aliases(YamlMap map) {
        Map<String, String> aliases = new LinkedHashMap<>();
        map.names().forEach(name -> map.text(name).ifPresent(value -> aliases.put(name, value)));
        return aliases;
    }
}
