package com.amd.aim.engine.catalog;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Puts the files of a catalogue into one that is read quickly. The build runs it; its input stays the only truth. */
public final class CatalogPacker {
    private static final List<String> FOLDERS =
            List.of("hardware", "models", "recipes", "engines", "engines/arguments");

    private CatalogPacker() {}

    /**
     * The program. A pack that is as it would be written is left alone, so that nothing is built anew because of it.
     *
     * @param arguments the catalogue's directory, and the file to write
     */
    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[1]);
        byte[] content = pack(Path.of(arguments[0]));
        if (Files.exists(pack) && Arrays.equals(Files.readAllBytes(pack), content)) {
            return;
        }
        Files.createDirectories(pack.toAbsolutePath().getParent());
        Files.write(pack, content);
    }

    /**
     * Of a YAML file its tree. One with a problem stays as it is, so that whoever reads the pack is told its line.
     */
    static byte[] pack(Path directory) throws IOException {
        CatalogFiles files = new CatalogDirectory(directory);
        Set<String> broken = Catalog.read(directory).problems().stream()
                .map(CatalogProblem::file)
                .collect(Collectors.toSet());
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(pack)) {
            for (String folder : FOLDERS) {
                for (String file : files.in(folder).stream().sorted().toList()) {
                    byte[] content = Files.readAllBytes(directory.resolve(file));
                    Optional<byte[]> tree = broken.contains(file) || !CatalogReader.isYaml(file)
                            ? Optional.empty()
                            : tree(new String(content, StandardCharsets.UTF_8));
                    data.writeUTF(file);
                    data.writeBoolean(tree.isPresent());
                    data.writeInt(tree.orElse(content).length);
                    data.write(tree.orElse(content));
                }
            }
        }
        return pack.toByteArray();
    }

    private static Optional<byte[]> tree(String yaml) throws IOException {
        if (!(YamlDocument.root(yaml) instanceof MappingNode top) || !PackedYaml.holds(top)) {
            return Optional.empty();
        }
        ByteArrayOutputStream tree = new ByteArrayOutputStream();
        PackedYaml.write(top, new DataOutputStream(tree));
        return Optional.of(tree.toByteArray());
    }
}
