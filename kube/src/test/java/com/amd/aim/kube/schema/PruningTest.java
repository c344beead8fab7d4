package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("pruning")
class PruningTest {

    @TestFactory
    Stream<DynamicTest> prunes() {
        return Table.of(PruningTest.class, "pruning.yaml", row -> {
            JsonNode given = Widgets.object(row);
            JsonNode copy = given.deepCopy();
            Pruned pruned = Widgets.schema(row).prune(given);
            assertThat(Widgets.part(row, pruned.value())).isEqualTo(row.get("becomes"));
            assertThat(pruned.unknownFields()).containsExactlyElementsOf(Table.texts(row.path("unknown")));
            assertThat(given).as("the given object stays as it was").isEqualTo(copy);
        });
    }
}
