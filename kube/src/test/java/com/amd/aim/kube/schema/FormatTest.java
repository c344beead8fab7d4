package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("formats")
class FormatTest {

    @TestFactory
    Stream<DynamicTest> formats() {
        return Table.of(FormatTest.class, "formats.yaml", row -> {
            String format = row.path("format").asText();
            for (String text : Table.texts(row.path("takes"))) {
                assertThat(faults(format, text))
                        .as("'%s' is a %s", text, format)
                        .isEmpty();
            }
            for (String text : Table.texts(row.path("refuses"))) {
                assertThat(faults(format, text))
                        .as("'%s' is no %s", text, format)
                        .containsExactly(new FieldError(
                                "<nil>",
                                FieldError.Kind.TYPE_INVALID,
                                "Invalid value: \"" + text + "\":  in body must be of type " + format + ": \"" + text
                                        + "\""));
            }
        });
    }

    private static List<FieldError> faults(String format, String text) {
        JsonNode schema =
                JsonNodeFactory.instance.objectNode().put("type", "string").put("format", format);
        return StructuralSchema.of(schema).validate(TextNode.valueOf(text), null);
    }
}
