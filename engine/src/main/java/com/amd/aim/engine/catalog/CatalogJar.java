package com.amd.aim.engine.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A catalogue in a folder of a jar. Java's file system over jars takes three times as long for hundreds of small files. */
final class CatalogJar implements CatalogFiles {
    private final ZipFile jar;
    private final String root;
    private final Map<String, List<String>> folders = new HashMap<>();

    /**
     * Reads what there is.
     *
     * @param jar is closed by who opened it
     * @param root such as {@code catalog/}
     */
    CatalogJar(ZipFile jar, String root) {
        this.jar = jar;
        this.root = root;
        jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(root) && !name.endsWith("/"))
                .map(name -> name.substring(root.length()))
                .forEach(file -> folders.computeIfAbsent(folder(file), _ -> new ArrayList<>())
                        .add(file));
    }

    private static String folder(String file) {
        return file.substring(0, Math.max(0, file.lastIndexOf('/')));
    }

    @Override
    public String place() {
        return jar.getName() + "!/" + root;
    }

    @Override
    public boolean exists() {
        return !folders.isEmpty();
    }

    @Override
    public List<String> in(String folder) {
        return List.copyOf(folders.getOrDefault(folder, List.of()));
    }

    @Override
    public boolean has(String file) {
        return in(folder(file)).contains(file);
    }

    @Override
    public String text(String file) throws IOException {
        ZipEntry entry = jar.getEntry(root + file);
        if (entry == null) {
            throw new NoSuchFileException(place() + file);
        }
        try (InputStream content = jar.getInputStream(entry)) {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content.readAllBytes()))
                    .toString();
        }
    }
}
