package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("the language of rules")
class ExpressionTest {

    @TestFactory
    Stream<DynamicTest> expressions() {
        return Table.of(ExpressionTest.class, "expressions.yaml", row -> {
            for (String rule : Table.texts(row.path("holds"))) {
                assertThat(fault(rule)).as(rule).isEmpty();
            }
            for (JsonNode failing : row.path("fails")) {
                String rule = failing.path("rule").asText();
                assertThat(fault(rule)).as(rule).isEqualTo(failing.path("fault").asText());
            }
        });
    }

    /** {@return what a rule of an object with a text says} */
    private static String fault(String rule) {
        ObjectNode row = (ObjectNode)
                Table.yaml("{spec: {type: object, properties: {text: {type: string}}}, value: {text: hello}}");
        row.withObject("/spec")
                .withArray("x-kubernetes-validations")
                .addObject()
                .put("rule", rule)
                .put("message", "FALSE");
        return Widgets.schema(row).validate(Widgets.object(row), null).stream()
                .map(FieldError::sentence)
                .collect(Collectors.joining(" ; "));
    }
}
