package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Finds the catalogue beside these classes: in a jar as the pack that the build made, in a directory as its files. */
final class BuiltInCatalog {
    private BuiltInCatalog() {}

    static Catalog read(Function<CatalogReader, Catalog> how) {
        Path classes = classes();
        try {
            CatalogFiles files = Files.isDirectory(classes)
                    ? new CatalogDirectory(classes.resolve("catalog"))
                    : CatalogPack.inJar(classes);
            return how.apply(new CatalogReader(files, List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in catalogue in " + classes + " cannot be read", e);
        }
    }

    private static Path classes() {
        try {
            return Path.of(BuiltInCatalog.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the classes stand at no place that has a path", e);
        }
    }
}
