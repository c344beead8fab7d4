package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.CrdBound.Field;
import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.amd.aim.e2e.world.OnSharedCluster;
import com.amd.aim.e2e.world.Services;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("kubectl")
@OnSharedCluster
class KubectlTest {
    private static final List<String> KINDS = CrdTable.KINDS;
    private static final int LARGEST_CRD = 200 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest(name = "applies the CRDs by apply {0}, twice, and each is small enough for its annotation")
    @ValueSource(strings = {"", "--server-side"})
    void appliesCrds(String how, Cluster cluster) throws IOException {
        // under a group of their own, since the chart's are in use
        String group = (how.isEmpty() ? "plain" : "server-side") + ".test.example.com";
        StringBuilder crds = new StringBuilder();
        for (String kind : KINDS) {
            String crd = Files.readString(CrdTable.file(kind));
            assertThat(crd.length()).as(kind).isLessThan(LARGEST_CRD);
            crds.append("---\n").append(crd.replace("aim.amd.com", group));
        }
        String[] words = Stream.of("apply", how, "-f", "-")
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
        try {
            Command first = cluster.kubectlWith(crds.toString(), words).succeeded();
            assertThat(first.out().lines()).hasSize(3).allMatch(line -> line.matches(".*(created|serverside-applied)"));
            assertThat(first.err()).isEmpty();
            for (String kind : KINDS) {
                cluster.kubectl(
                                "wait",
                                "--for=condition=Established",
                                "--timeout=60s",
                                "crd/" + CrdTable.plural(kind) + "." + group)
                        .succeeded();
            }
            Command second = cluster.kubectlWith(crds.toString(), words).succeeded();
            assertThat(second.out().lines())
                    .hasSize(3)
                    .allMatch(line -> line.matches(".*(unchanged|serverside-applied)"));
        } finally {
            cluster.kubectlWith(crds.toString(), "delete", "-f", "-").succeeded();
        }
    }

    @ParameterizedTest(name = "refuses a misspelt field, client-side and server-side ({0})")
    @ValueSource(strings = {"--server-side=false", "--server-side"})
    void misspelt(String how, Cluster cluster) {
        String namespace = cluster.newNamespace("misspelt");
        Command refused = cluster.kubectlWith(misspelt(), "apply", how, "-n", namespace, "-f", "-");
        assertThat(refused.exitCode()).isEqualTo(1);
        // server-side apply says so in other words, and only of the fields up to the first that belongs to nothing, in
        // no order
        assertThat(refused.err())
                .containsPattern(
                        how.equals("--server-side")
                                ? "\\.spec\\.(gpucount|cache\\.sise): field not declared in schema"
                                : "unknown field \"spec\\.cache\\.sise\", unknown field \"spec\\.gpucount\"");
        assertThat(cluster.kubectl("get", "aimservices", "-n", namespace, "-o", "name")
                        .out())
                .isEmpty();
    }

    @Test
    @DisplayName(
            "warns of a misspelt field with --validate=warn, is silent with --validate=ignore, and the field is pruned")
    void pruned(Cluster cluster) throws IOException {
        String namespace = cluster.newNamespace("pruned");
        Command ignored = cluster.kubectlWith(
                        misspelt(), "apply", "--validate=ignore", "-n", namespace, "-f", "-", "-o", "json")
                .succeeded();
        assertThat(ignored.err()).isEmpty();
        JsonNode spec = JSON.readTree(ignored.out()).path("spec");
        assertThat(spec.has("gpucount")).isFalse();
        assertThat(spec.path("cache")).isEmpty();

        Command warned = cluster.kubectlWith(
                        misspelt(), "apply", "--validate=warn", "--dry-run=server", "-n", namespace, "-f", "-")
                .succeeded();
        assertThat(warned.err()).contains("Warning: unknown field \"spec.gpucount\"");
        new Services(cluster, namespace).delete();
    }

    @Test
    @DisplayName("keeps every field of a podTemplate and every value of args as it is")
    void open(Cluster cluster) throws IOException {
        String namespace = cluster.newNamespace("open");
        JsonNode spec = created(cluster, namespace, """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata: {name: one}
                spec:
                  modelId: a/b
                  args: {text: "true", number: 1.5, flag: true, list: [a, 1], nested: {deep: {deeper: [x]}}}
                  podTemplate: {spec: {nodeSelector: {gpu: "true"}, tolerations: [{tolerationSeconds: 5}], some: {future: field}}}
                """).path("spec");
        assertThat((Object) spec.path("args")).isEqualTo(JSON.readTree("""
                        {"text": "true", "number": 1.5, "flag": true, "list": ["a", 1], "nested": {"deep": {"deeper": ["x"]}}}"""));
        assertThat((Object) spec.path("podTemplate")).isEqualTo(JSON.readTree("""
                        {"spec": {"nodeSelector": {"gpu": "true"}, "tolerations": [{"tolerationSeconds": 5}], "some": {"future": "field"}}}"""));
        new Services(cluster, namespace).delete();
    }

    @Test
    @DisplayName("shows the defaults that the CRDs give, and the CRDs give no others")
    void defaults(Cluster cluster) throws IOException {
        String namespace = cluster.newNamespace("defaults");
        String head = "apiVersion: aim.amd.com/v1alpha1\nmetadata: {name: least}\n";
        isCompleted(created(cluster, namespace, head + "kind: AIMService\nspec: {modelId: a/b}"), """
                {"modelId": "a/b", "paused": false, "replicas": 1, "updatePolicy": "OnSpecChange"}""");
        isCompleted(created(cluster, namespace, head + """
                kind: AIMRecipe
                spec: {modelId: a/b, hardware: MI300X, precision: bf16, configurations: [{name: one, gpuCount: 1}]}"""), """
                {"modelId": "a/b", "hardware": "MI300X", "precision": "bf16", "readinessLevel": "experimental",
                 "configurations": [{"name": "one", "gpuCount": 1}]}""");
        isCompleted(
                created(cluster, namespace, head + "kind: AIMModelCache\nspec: {source: {uri: \"hf://a/b\"}}"), """
                {"source": {"uri": "hf://a/b", "revision": "main"},
                 "download": {"deadline": "6h", "parallelism": 8, "retries": 6}}""");
        new Services(cluster, namespace).delete();
        // none in the items of a list: client-side tools would see it differ from Git for ever
        assertThat(KINDS.stream().flatMap(KubectlTest::defaulted))
                .containsExactlyInAnyOrder(
                        "AIMService spec.paused",
                        "AIMService spec.replicas",
                        "AIMService spec.updatePolicy",
                        "AIMService status",
                        "AIMRecipe spec.readinessLevel",
                        "AIMRecipe status",
                        "AIMModelCache spec.source.revision",
                        "AIMModelCache spec.download",
                        "AIMModelCache spec.download.deadline",
                        "AIMModelCache spec.download.parallelism",
                        "AIMModelCache spec.download.retries",
                        "AIMModelCache status");
    }

    @ParameterizedTest(name = "explain has a text for each field of {0}")
    @FieldSource("KINDS")
    void explains(String kind, Cluster cluster) {
        SoftAssertions softly = new SoftAssertions();
        List<Field> groups = CrdBound.fields("", CrdTable.schema(kind))
                .filter(field -> field.schema().has("properties"))
                .toList();
        for (Field group : groups) {
            String path = kind.toLowerCase(Locale.ROOT)
                    + (group.at().isEmpty() ? "" : "." + group.at().replace("[]", ""));
            String explained =
                    cluster.kubectl("explain", path).succeeded().out().replaceAll("\\s+", " ");
            softly.assertThat(explained).as(path).doesNotContain("<no description>");
            group.schema()
                    .path("properties")
                    .properties()
                    .forEach(property -> softly.assertThat(explained)
                            .as(path)
                            .contains(property.getKey() + " <")
                            .contains(
                                    property.getValue().required("description").asText()));
        }
        softly.assertAll();
    }

    private static String misspelt() {
        return """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata: {name: one}
                spec: {modelId: a/b, gpucount: 4, cache: {sise: 5Gi}}
                """;
    }

    private static JsonNode created(Cluster cluster, String namespace, String manifest) throws IOException {
        return JSON.readTree(cluster.kubectlWith(manifest, "create", "-n", namespace, "-f", "-", "-o", "json")
                .succeeded()
                .out());
    }

    private static void isCompleted(JsonNode object, String spec) throws IOException {
        assertThat((Object) object.path("spec")).isEqualTo(JSON.readTree(spec));
        // kstatus, which Flux asks, would take an object without observedGeneration for done
        assertThat(object.path("status").toString()).isEqualTo("{\"observedGeneration\":-1}");
    }

    private static Stream<String> defaulted(String kind) {
        return CrdBound.fields("", CrdTable.schema(kind))
                .filter(field -> field.schema().has("default"))
                .map(field -> kind + " " + field.at());
    }
}
