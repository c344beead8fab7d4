package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("definitions of custom resources")
class CrdCheckTest {

    @TestFactory
    Stream<DynamicTest> definitions() {
        return Table.of(CrdCheckTest.class, "definitions.yaml", CrdCheckTest::check);
    }

    @TestFactory
    Stream<DynamicTest> structure() {
        return Table.of(CrdCheckTest.class, "definitions-structure.yaml", CrdCheckTest::check);
    }

    @TestFactory
    Stream<DynamicTest> lists() {
        return Table.of(CrdCheckTest.class, "definitions-lists.yaml", CrdCheckTest::check);
    }

    @TestFactory
    Stream<DynamicTest> defaults() {
        return Table.of(CrdCheckTest.class, "definitions-defaults.yaml", CrdCheckTest::check);
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Table.of(CrdCheckTest.class, "definitions-rules.yaml", CrdCheckTest::check);
    }

    private static void check(JsonNode row) {
        ObjectNode crd = Objects.requireNonNull(Widgets.definition(row, "spec", "schema", "crd"));
        ObjectNode old = Widgets.definition(row, "oldSpec", "oldSchema", "oldCrd");

        assertThat(CrdCheck.problems(crd, old))
                .extracting(FieldError::sentence)
                .containsExactlyInAnyOrderElementsOf(Table.texts(row.path("faults")));
    }
}
