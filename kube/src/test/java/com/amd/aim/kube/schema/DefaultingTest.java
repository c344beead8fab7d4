package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("defaulting")
class DefaultingTest {

    @TestFactory
    Stream<DynamicTest> defaults() {
        return Table.of(DefaultingTest.class, "defaulting.yaml", row -> {
            JsonNode given = Widgets.object(row);
            JsonNode copy = given.deepCopy();
            JsonNode filled = Widgets.schema(row).withDefaults(given);
            assertThat(Widgets.part(row, filled)).isEqualTo(row.get("becomes"));
            assertThat(given).as("the given object stays as it was").isEqualTo(copy);
        });
    }
}
