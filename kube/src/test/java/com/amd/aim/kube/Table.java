package com.amd.aim.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A table of cases: a YAML list beside the test, each case with a sentence as its name. */
public final class Table {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Table() {}

    /** {@return a test for each case of a file that lies beside the class} */
    public static Stream<DynamicTest> of(Class<?> test, String file, Consumer<JsonNode> check) {
        return read(test, file).stream()
                .map(one -> DynamicTest.dynamicTest(one.path("name").asText(), () -> check.accept(one)));
    }

    /** {@return the cases of a file that lies beside the class} */
    public static List<JsonNode> read(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no table " + file + " beside " + test);
            }
            List<JsonNode> cases = new ArrayList<>();
            YAML.readTree(in).forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the table " + file, e);
        }
    }

    /** {@return the tree that a text block holds} */
    public static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not YAML: " + text, e);
        }
    }

    /** {@return the texts of a list; none where there is no list} */
    public static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
