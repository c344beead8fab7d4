package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipFile;

/** Finds the catalogue on the class path, be it a directory of classes or a jar. */
final class BuiltInCatalog {
    private static final String FOLDER = "/catalog/hardware";

    private BuiltInCatalog() {}

    static Catalog read(Function<CatalogReader, Catalog> how) {
        URL url = Optional.ofNullable(BuiltInCatalog.class.getResource(FOLDER))
                .orElseThrow(() -> new IllegalStateException("the class path has no folder " + FOLDER));
        try {
            if (url.getProtocol().equals("file")) {
                Path classes = Path.of(url.toURI()).resolveSibling("");
                return how.apply(new CatalogReader(new CatalogDirectory(classes), List.of()));
            }
            URI jar = ((JarURLConnection) url.openConnection()).getJarFileURL().toURI();
            try (ZipFile file = new ZipFile(Path.of(jar).toFile())) {
                return how.apply(new CatalogReader(new CatalogJar(file, "catalog/"), List.of()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in catalogue at " + url + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the built-in catalogue stands at " + url, e);
        }
    }
}
