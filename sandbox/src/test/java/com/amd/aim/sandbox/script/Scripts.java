package com.amd.aim.sandbox.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The scripts of this source tree, what the real API server answered to them, and where a sandbox may answer otherwise. */
public final class Scripts {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final Path folder;

    private Scripts(Path folder) {
        this.folder = folder;
    }

    /** Those of the tree that the build says it is in. */
    public static Scripts ofTree() {
        Path root = Path.of(Objects.requireNonNull(System.getProperty("aim.root")));
        return new Scripts(root.resolve("sandbox/src/test/resources/scripts"));
    }

    /** The words of all files with scripts, in order. */
    public List<String> topics() {
        try (Stream<Path> files = Files.list(folder.resolve("requests"))) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts of one file. */
    public List<Script> of(String topic) {
        List<Script> scripts = new ArrayList<>();
        read("requests/" + topic + ".yaml").forEach(script -> scripts.add(Script.of(topic, script)));
        return List.copyOf(scripts);
    }

    /** Definitions of the custom resources that scripts use beside those of AIM Engine. */
    public List<JsonNode> definitions() {
        return documents(folder.resolve("definitions.yaml"));
    }

    /** The objects in a file of YAML. */
    public static List<JsonNode> documents(Path file) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the real API server answered, by script. */
    public JsonNode answers(String topic) {
        return read("answers/" + topic + ".yaml");
    }

    /** Keeps what the real API server answered. */
    public void record(String topic, ObjectNode answers) {
        try {
            Path file = folder.resolve("answers/" + topic + ".yaml");
            Files.createDirectories(file.getParent());
            YAML.writeValue(file.toFile(), answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a sandbox may answer otherwise. */
    public Allowances allowances() {
        return Allowances.of(read("differences.yaml"));
    }

    private JsonNode read(String name) {
        try {
            return YAML.readTree(folder.resolve(name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
