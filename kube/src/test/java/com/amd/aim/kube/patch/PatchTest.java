package com.amd.aim.kube.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amd.aim.kube.Table;
import com.amd.aim.kube.fields.FieldTypes;
import com.amd.aim.kube.patch.PatchException.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("patches")
class PatchTest {

    @TestFactory
    Stream<DynamicTest> json() {
        return Table.of(PatchTest.class, "json.yaml", row -> check(row, JsonPatch::apply));
    }

    @TestFactory
    Stream<DynamicTest> merge() {
        return Table.of(PatchTest.class, "merge.yaml", row -> check(row, MergePatch::apply));
    }

    @TestFactory
    Stream<DynamicTest> strategic() {
        return Table.of(PatchTest.class, "strategic.yaml", row -> {
            String[] names = row.path("kind").asText().split(" ", -1);
            FieldTypes types = FieldTypes.builtIn(names[0], names[1]);
            check(row, (document, patch) -> StrategicMergePatch.apply(document, patch, types));
        });
    }

    private interface Patching {
        JsonNode apply(JsonNode document, JsonNode patch);
    }

    private static void check(JsonNode row, Patching patching) {
        JsonNode document = row.get("document");
        JsonNode copy = document.deepCopy();
        JsonNode result = row.get("result");
        if (result.has("fails")) {
            assertThatThrownBy(() -> patching.apply(document, row.get("patch")))
                    .isInstanceOf(PatchException.class)
                    .hasMessage(result.get("fails").textValue());
        } else {
            assertThat(patching.apply(document, row.get("patch"))).isEqualTo(result);
        }
        assertThat(document).as("the document stays as it was").isEqualTo(copy);
    }

    @Test
    @DisplayName("what is no patch is malformed, what does not fit the document is inapplicable")
    void kinds() {
        JsonNode document = Table.yaml("{a: 1, metadata: {finalizers: [x]}}");

        assertThat(kind(document, "{a: 1}", JsonPatch::apply)).isEqualTo(Kind.MALFORMED);
        assertThat(kind(document, "[1]", JsonPatch::apply)).isEqualTo(Kind.MALFORMED);
        assertThat(kind(document, "[{op: remove, path: /b}]", JsonPatch::apply)).isEqualTo(Kind.INAPPLICABLE);
        assertThat(kind(document, "3", MergePatch::apply)).isEqualTo(Kind.MALFORMED);
        assertThat(kind(document, "[3]", PatchTest::ofPod)).isEqualTo(Kind.MALFORMED);
        assertThat(kind(document, "{metadata: {$retainKeys: [a], b: 1}}", PatchTest::ofPod))
                .isEqualTo(Kind.MALFORMED);
        assertThat(kind(document, "{metadata: {finalizers: [{a: 1}]}}", PatchTest::ofPod))
                .isEqualTo(Kind.FAILED);
    }

    private static JsonNode ofPod(JsonNode document, JsonNode patch) {
        return StrategicMergePatch.apply(document, patch, FieldTypes.builtIn("v1", "Pod"));
    }

    private static Kind kind(JsonNode document, String patch, Patching patching) {
        try {
            JsonNode patched = patching.apply(document, Table.yaml(patch));
            throw new AssertionError("the patch applies: " + patched);
        } catch (PatchException e) {
            return e.kind();
        }
    }
}
