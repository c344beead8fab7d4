package com.amd.aim.kube.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.kube.Table;
import com.amd.aim.kube.schema.StructuralSchema;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

@DisplayName("server-side apply")
class ApplyTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TestFactory
    Stream<DynamicTest> steps() {
        return Table.of(ApplyTest.class, "apply.yaml", row -> {
            Story story = new Story(row);
            for (int i = 0; i < row.path("steps").size(); i++) {
                JsonNode wanted = row.path("results").path(i);
                String error = story.step(row.path("steps").get(i));
                assertThat(error).as("step " + i).isEqualTo(wanted.path("error").asText());
                if (error.isEmpty()) {
                    assertThat(story.content(wanted.path("live")))
                            .as("step " + i)
                            .isEqualTo(wanted.get("live"));
                    assertThat(Owners.of(story.live()))
                            .as("step " + i)
                            .containsExactlyElementsOf(Table.texts(wanted.path("owners")));
                }
            }
        });
    }

    /** One object, and who writes it one after the other. */
    private static final class Story {

        private final String apiVersion;
        private final String kind;
        private final FieldTypes types;
        private @Nullable ObjectNode live;

        Story(JsonNode row) {
            String[] names = row.path("kind").asText("example.com/v1 Widget").split(" ", -1);
            this.apiVersion = names[0];
            this.kind = names[1];
            this.types = row.has("schema")
                    ? FieldTypes.ofSchema(StructuralSchema.of(row.get("schema")), false)
                    : row.has("kind") ? FieldTypes.builtIn(apiVersion, kind) : FieldTypes.deduced();
        }

        ObjectNode live() {
            return live == null ? types.empty() : live;
        }

        JsonNode content(JsonNode wanted) {
            return Owners.besides(Owners.content(live()), types.empty(), wanted);
        }

        /** {@return the error of the step, empty for none} */
        String step(JsonNode step) {
            String by = step.path("by").asText();
            if (step.has("update")) {
                live = ManagedFields.afterUpdate(
                        live, whole(step.get("update")), Manager.updating(by, apiVersion), types, NOW);
                return "";
            }
            boolean force = step.path("force").asBoolean();
            Manager manager = Manager.applying(by, apiVersion);
            return switch (ServerSideApply.apply(live, whole(step.get("apply")), manager, force, types, NOW)) {
                case Applied.Merged merged -> {
                    live = merged.object();
                    yield "";
                }
                case Applied.Conflicts conflicts -> "409 " + conflicts.message();
                case Applied.Malformed malformed -> malformed.message();
            };
        }

        private ObjectNode whole(JsonNode content) {
            ObjectNode object = content.deepCopy();
            return object.put("apiVersion", apiVersion).put("kind", kind);
        }
    }
}
