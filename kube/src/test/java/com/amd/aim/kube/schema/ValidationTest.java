package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("validation")
class ValidationTest {

    @TestFactory
    Stream<DynamicTest> keywords() {
        return Table.of(ValidationTest.class, "keywords.yaml", ValidationTest::check);
    }

    @TestFactory
    Stream<DynamicTest> junctors() {
        return Table.of(ValidationTest.class, "junctors.yaml", ValidationTest::check);
    }

    @TestFactory
    Stream<DynamicTest> listsAndObjects() {
        return Table.of(ValidationTest.class, "lists-and-objects.yaml", ValidationTest::check);
    }

    @TestFactory
    Stream<DynamicTest> rules() {
        return Table.of(ValidationTest.class, "rules.yaml", ValidationTest::check);
    }

    @TestFactory
    Stream<DynamicTest> transitions() {
        return Table.of(ValidationTest.class, "transitions.yaml", ValidationTest::check);
    }

    @TestFactory
    Stream<DynamicTest> ratcheting() {
        return Table.of(ValidationTest.class, "ratcheting.yaml", ValidationTest::check);
    }

    private static void check(JsonNode row) {
        List<FieldError> faults = Widgets.schema(row).validate(Widgets.object(row), Widgets.old(row));
        assertThat(faults)
                .extracting(FieldError::sentence)
                .containsExactlyInAnyOrderElementsOf(Table.texts(row.path("faults")));
    }
}
