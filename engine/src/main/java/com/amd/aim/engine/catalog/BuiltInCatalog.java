package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the catalogue on the class path, be it a directory of classes or a jar. */
final class BuiltInCatalog {
    private static final String FOLDER = "/catalog/hardware";

    private BuiltInCatalog() {}

    static Catalog read(Function<CatalogReader, Catalog> how) {
        URL url = Optional.ofNullable(BuiltInCatalog.class.getResource(FOLDER))
                .orElseThrow(() -> new IllegalStateException("the class path has no folder " + FOLDER));
        try {
            if (url.getProtocol().equals("file")) {
                return how.apply(new CatalogReader(Path.of(url.toURI()).resolveSibling(""), List.of()));
            }
            URI jar = ((JarURLConnection) url.openConnection()).getJarFileURL().toURI();
            try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
                return how.apply(new CatalogReader(files.getPath("/catalog"), List.of()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in catalogue at " + url + " cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the built-in catalogue stands at " + url, e);
        }
    }
}
