package com.amd.aim.operator.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Files below {@code src/test/resources/cases}; {@code -Dupdate-golden} writes them anew, and the diff is the review. */
public final class Golden {
    private static final Path CASES =
            Path.of(System.getProperty("aim.root", ".."), "operator", "src", "test", "resources", "cases");

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private Golden() {}

    /** The names of the cases in a folder, sorted. */
    public static List<String> cases(String folder) {
        try (var files = Files.list(CASES.resolve(folder))) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a case's file. */
    public static String read(String path) {
        try {
            return Files.readString(CASES.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails unless the values, as YAML documents, are what the file holds. */
    public static void check(String path, Object... documents) {
        String actual = List.of(documents).stream().map(Golden::yaml).collect(Collectors.joining());
        try {
            Path file = CASES.resolve(path);
            if (System.getProperty("update-golden") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual).as("%s; -Dupdate-golden writes it anew", path).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String yaml(Object document) {
        try {
            return YAML.writeValueAsString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
