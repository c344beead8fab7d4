package com.amd.aim.kube.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.RandomJson;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

@DisplayName("for any schema and any value")
class SchemaPropertyTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static StructuralSchema schema(RandomJson random) {
        ObjectNode root = JSON.objectNode().put("type", "object");
        root.putObject("properties").set("spec", node(random, 3));
        return StructuralSchema.of(root);
    }

    private static ObjectNode node(RandomJson random, int depth) {
        ObjectNode node = JSON.objectNode();
        switch (random.below(depth > 0 ? 6 : 3)) {
            case 0 -> node.put("type", "integer").put("nullable", random.chance());
            case 1 -> node.put("type", "string").put("default", random.name());
            case 2 -> node.put("x-kubernetes-preserve-unknown-fields", true);
            case 3 -> node.put("type", "array").set("items", node(random, depth - 1));
            case 4 -> node.put("type", "object").set("additionalProperties", node(random, depth - 1));
            default -> {
                node.put("type", "object");
                ObjectNode properties = node.putObject("properties");
                for (int i = random.below(4); i > 0; i--) {
                    properties.set(random.name(), node(random, depth - 1));
                }
                if (random.chance()) {
                    node.putObject("default");
                }
            }
        }
        return node;
    }

    private static ObjectNode object(RandomJson random) {
        ObjectNode object =
                JSON.objectNode().put("apiVersion", "example.com/v1").put("kind", "Widget");
        return object.set("spec", random.value(4));
    }

    @RepeatedTest(300)
    @DisplayName("pruning again, defaulting again and validating an unchanged update change nothing")
    void idempotent(RepetitionInfo repetition) {
        RandomJson random = new RandomJson(new Random(repetition.getCurrentRepetition()));
        StructuralSchema schema = schema(random);
        ObjectNode object = object(random);

        JsonNode pruned = schema.prune(object).value();
        assertThat(schema.prune(pruned)).isEqualTo(new Pruned(pruned, List.of()));

        JsonNode filled = schema.withDefaults(pruned);
        assertThat(schema.withDefaults(filled)).isEqualTo(filled);
        assertThat(schema.prune(filled).unknownFields()).isEmpty();

        assertThat(schema.validate(filled, filled)).isEmpty();
    }
}
