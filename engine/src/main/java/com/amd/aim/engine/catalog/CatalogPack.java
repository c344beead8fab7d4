package com.amd.aim.engine.catalog;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A catalogue in one file, as {@link CatalogPacker} makes it. To open hundreds of files, and to parse YAML with code that has
 * not run before, takes longer than all else that a short command does.
 */
final class CatalogPack implements CatalogFiles {
    /** Its name in a jar. */
    static final String NAME = "catalog.pack";

    /** A tree of {@link PackedYaml}, or the file as it is; each byte is a character. */
    private record Entry(boolean tree, String bytes) {}

    private final String place;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * Reads what there is.
     *
     * @param place for messages
     * @param pack for each file its name, whether its content is a tree, and its content with the length before it
     */
    CatalogPack(String place, byte[] pack) throws IOException {
        this.place = place;
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(pack));
        while (data.available() > 0) {
            entries.put(data.readUTF(), new Entry(data.readBoolean(), characters(data.readNBytes(data.readInt()))));
        }
    }

    private static String characters(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static CatalogPack inJar(Path jar) throws IOException {
        String place = jar + "!/" + NAME;
        try (ZipFile file = new ZipFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(NAME);
            if (entry == null) {
                throw new NoSuchFileException(place);
            }
            try (InputStream content = file.getInputStream(entry)) {
                return new CatalogPack(place, content.readAllBytes());
            }
        }
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public boolean exists() {
        return !entries.isEmpty();
    }

    @Override
    public List<String> in(String folder) {
        List<String> files = new ArrayList<>();
        for (String file : entries.keySet()) {
            if (file.startsWith(folder) && file.lastIndexOf('/') == folder.length()) {
                files.add(file);
            }
        }
        return files;
    }

    @Override
    public boolean has(String file) {
        return entries.containsKey(file);
    }

    /** Of a tree its bytes: words are found in them as in the file. */
    @Override
    public String text(String file) throws IOException {
        Entry entry = entries.get(file);
        if (entry == null) {
            throw new NoSuchFileException(place + ": " + file);
        }
        return entry.tree()
                ? entry.bytes()
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes(entry.bytes())))
                        .toString();
    }

    @Override
    public Optional<YamlMap> parse(String file, String text, Problems problems) throws IOException {
        Entry entry = entries.get(file);
        if (entry == null || !entry.tree()) {
            return YamlDocument.parse(text, problems);
        }
        Node top = PackedYaml.read(new DataInputStream(new ByteArrayInputStream(bytes(text))));
        return Optional.of(new YamlMap((MappingNode) top, "", problems));
    }

    private static byte[] bytes(String characters) {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }
}
