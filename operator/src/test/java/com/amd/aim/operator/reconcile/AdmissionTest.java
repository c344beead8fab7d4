package com.amd.aim.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.amd.aim.sandbox.Sandbox;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server with our definitions refuses to store, and what a user reads then. No operator runs. */
class AdmissionTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.builder().nodes("").start();
        for (String plural : List.of("aimservices", "aimrecipes", "aimmodelcaches")) {
            try (InputStream crd =
                    Objects.requireNonNull(AdmissionTest.class.getResourceAsStream("/crds/" + plural + ".yaml"))) {
                sandbox.client().load(crd).serverSideApply();
            }
        }
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    /** The sentence after the object's name. */
    private static String refusal(String kind, String name, String spec) {
        KubernetesClientException refused =
                catchThrowableOfType(KubernetesClientException.class, () -> create(kind, name, spec));
        assertThat(refused).as("%s %s", name, spec).isNotNull();
        assertThat(refused.getCode()).isEqualTo(422);
        return refused.getStatus()
                .getMessage()
                .replaceFirst("^" + kind + "\\.aim\\.amd\\.com \"[^\"]*\" is invalid: ", "");
    }

    private static void create(String kind, String name, String spec) {
        sandbox.client()
                .resource(Serialization.unmarshal("""
                        apiVersion: aim.amd.com/v1alpha1
                        kind: %s
                        metadata: {name: "%s", namespace: default}
                        spec: %s
                        """.formatted(kind, name, spec), GenericKubernetesResource.class))
                .create();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gpuCount: 0                      | spec.gpuCount: Invalid value: 0: spec.gpuCount in body should be greater than or equal to 1
            gpuCount: -1                     | spec.gpuCount: Invalid value: -1: spec.gpuCount in body should be greater than or equal to 1
            gpuCount: 5000                   | spec.gpuCount: Invalid value: 5000: spec.gpuCount in body should be less than or equal to 1024
            gpuCount: four                   | spec.gpuCount: Invalid value: "string": spec.gpuCount in body must be of type integer: "string"
            gpuCount: 1.5                    | spec.gpuCount: Invalid value: "float64": spec.gpuCount in body must be of type int32: "float64"
            replicas: -1                     | spec.replicas: Invalid value: -1: spec.replicas in body should be greater than or equal to 0
            precision: fp9                   | spec.precision: Unsupported value: "fp9": supported values: "fp32", "bf16", "fp16", "fp8", "int8", "int4", "mxfp4"
            updatePolicy: Never              | spec.updatePolicy: Unsupported value: "Never": supported values: "OnSpecChange", "Automatic"
            removeArgs: [--eager]            | spec.removeArgs: '--eager' starts with a dash; write it without, such as enforce-eager
            cache: {storage: {size: much}}   | spec.cache.storage.size: Invalid value: "much": size: 'much' is not a positive quantity; write it as 100Gi
            source: {uri: "s3://a/b"}        | spec.source.uri: Invalid value: "s3://a/b": uri: 's3://a/b' is not a source; write it as hf://organisation/name, such as hf://Qwen/Qwen3-32B
            source: {revision: ../x}         | spec.source.revision: Invalid value: "../x": revision: '../x' is not a branch, tag or commit; write it as main, v1.0 or 40 hexadecimal digits
            source: {endpoint: "ftp://hub"}  | spec.source.endpoint: Invalid value: "ftp://hub": endpoint: 'ftp://hub' is not the address of a hub; write it as https://hub.example.com, without a query and without credentials
            """)
    @DisplayName("a field of a service that cannot be so is named, with its value and what it may be")
    void serviceField(String field, String sentence) {
        assertThat(refusal("AIMService", "qwen", "{modelId: Qwen/Qwen3-32B, " + field + "}"))
                .contains(sentence);
    }

    @ParameterizedTest(name = "modelId ''{0}''")
    @ValueSource(strings = {"", "a b", "../x", "qwen", "a/b/c", "/x", "a/", "a--b/c", "a..b/c", "hf://a/b"})
    @DisplayName("a model id that the hub does not have is refused in one sentence")
    void modelId(String id) {
        assertThat(refusal("AIMService", "qwen", "{modelId: \"" + id + "\"}"))
                .isEqualTo(
                        "spec.modelId: Invalid value: \"%s\": spec.modelId: '%s' is not a hub id; write it as organisation/name, such as Qwen/Qwen3-32B"
                                .formatted(id, id));
    }

    @Test
    @DisplayName("a model id that is missing or has 300 characters says so")
    void modelIdBounds() {
        assertThat(refusal("AIMService", "qwen", "{gpuCount: 1}")).contains("spec.modelId: Required value");
        assertThat(refusal("AIMService", "qwen", "{modelId: Qwen/" + "x".repeat(295) + "}"))
                .contains("spec.modelId: Too long: may not be more than 200 bytes");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "AIMService, 3qwen",
        "AIMService, qwen.next",
        "AIMService, qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
        "AIMModelCache, 3qwen",
        "AIMModelCache, qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq",
    })
    @DisplayName("a name that no other name can be derived from is refused, with those that can be used")
    void name(String kind, String name) {
        assertThat(refusal(kind, name, kind.equals("AIMService") ? "{modelId: a/b}" : "{source: {uri: \"hf://a/b\"}}"))
                .endsWith("metadata.name: '" + name + "' cannot be used, since other names are derived from it; start"
                        + " with a letter, use only a-z, 0-9 and '-', end with a letter or digit, and use at most 52"
                        + " characters");
    }

    @Test
    @DisplayName("the longest name that can be used is stored")
    void longestName() {
        create("AIMService", "q".repeat(52), "{modelId: a/b}");
        create("AIMModelCache", "q".repeat(52), "{source: {uri: \"hf://a/b\"}}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            source: {uri: "hf://a"}                                  | spec.source.uri: Invalid value: "hf://a": uri: 'hf://a' is not a source; write it as hf://organisation/name, such as hf://Qwen/Qwen3-32B
            source: {uri: "hf://a/b", revision: a b}                 | spec.source.revision: Invalid value: "a b": revision: 'a b' is not a branch, tag or commit; write it as main, v1.0 or 40 hexadecimal digits
            source: {uri: "hf://a/b"}, storage: {size: 0Gi}          | spec.storage.size: Invalid value: "0Gi": size: '0Gi' is not a positive quantity; write it as 100Gi
            source: {uri: "hf://a/b"}, download: {retries: -1}       | spec.download.retries: Invalid value: -1: spec.download.retries in body should be greater than or equal to 0
            source: {uri: "hf://a/b"}, download: {deadline: soon}    | spec.download.deadline: 'soon' is not a duration from 1m to 168h; write it as 6h or 1h30m
            download: {retries: 1}                                   | spec.source: Required value
            """)
    @DisplayName("a field of a cache that cannot be so is named, with its value and what it may be")
    void cacheField(String fields, String sentence) {
        assertThat(refusal("AIMModelCache", "qwen", "{" + fields + "}")).contains(sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            precision: fp9, configurations: [{name: a, gpuCount: 1}]     | spec.precision: Unsupported value: "fp9": supported values: "fp32", "bf16", "fp16", "fp8", "int8", "int4", "mxfp4"
            precision: bf16, configurations: [{name: a, gpuCount: 0}]    | spec.configurations[0].gpuCount: Invalid value: 0: spec.configurations[0].gpuCount in body should be greater than or equal to 1
            precision: bf16, configurations: [{name: a, gpuCount: four}] | spec.configurations[0].gpuCount: Invalid value: "string": spec.configurations[0].gpuCount in body must be of type integer: "string"
            precision: bf16, configurations: []                          | spec.configurations: Invalid value: 0: spec.configurations in body should have at least 1 items
            precision: bf16, configurations: [{gpuCount: 1}]             | spec.configurations[0].name: Required value
            """)
    @DisplayName("a field of a recipe that cannot be so is named, with its value and what it may be")
    void recipeField(String fields, String sentence) {
        assertThat(refusal("AIMRecipe", "own", "{modelId: a/b, hardware: MI300X, " + fields + "}"))
                .contains(sentence);
    }
}
