package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim explain")
class ExplainCommandTest {
    private static final String NODES = "--nodes=1xMI300X:8";
    private static final String MODEL = "Qwen/Qwen3-32B";

    @TempDir
    Path folder;

    @Test
    @DisplayName("says first what would run and why, then every way with the reason, then what would be better")
    void explains() {
        Invocation explained = Invocation.of("explain", MODEL, NODES);

        assertThat(explained.exitCode()).as(explained.err()).isZero();
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out())
                .startsWith("Qwen/Qwen3-32B would run on 4 MI300X of one node, with vllm in bf16.\n"
                        + "Recipe qwen3-32b-mi300x-bf16: ")
                .contains("GPUs in 1xMI300X:8: 8 MI300X on 1 node.\n")
                .containsPattern("\nVERDICT +GPUS +BACKEND +PRECISION +RECIPE\nChosen +4xMI300X +vllm +bf16 +qwen3-32b")
                .containsPattern("\nFits +2xMI300X .*\n {4}\\S")
                .endsWith("Nothing would be better: it would be the choice with any other GPU there too.\n");
        assertThat(explained.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    @DisplayName("says the same to programs in the fields of a service's status")
    void forPrograms() throws IOException {
        JsonNode explained = new ObjectMapper()
                .readTree(Invocation.of("explain", MODEL, NODES, "-o", "json").out());

        assertThat(explained.path("chosen").path("recipe").asText()).isEqualTo("qwen3-32b-mi300x-bf16");
        assertThat(explained.path("chosen").path("gpuCount").asInt()).isEqualTo(4);
        List<String> fields = new ArrayList<>();
        explained.path("candidates").path(0).fieldNames().forEachRemaining(fields::add);
        assertThat(fields)
                .containsExactly("recipe", "backend", "hardware", "gpuCount", "precision", "verdict", "reason");
        assertThat(explained.path("candidates").findValuesAsText("verdict"))
                .startsWith("Chosen")
                .contains("Fits");
        assertThat(Invocation.of("explain", MODEL, NODES, "-o", "name").out()).isEqualTo("qwen3-32b-mi300x-bf16\n");
        assertThat(Invocation.of("explain", MODEL, NODES, "-o", "wide").out().lines())
                .anySatisfy(line -> assertThat(line).matches("Fits +2xMI300X +vllm +bf16 +\\S+ +\\S.*\\."));
    }

    @Test
    @DisplayName("fails where nothing fits, with the reason and the GPUs that would do, the smallest first")
    void nothingFits() {
        Invocation small = Invocation.of("explain", MODEL, "--nodes=1xMI300X:8", "--gpu-count=16");
        Invocation old = Invocation.of("explain", "deepseek-ai/DeepSeek-R1-0528", "--nodes=1xMI210:8");

        assertThat(small.exitCode()).isEqualTo(1);
        assertThat(small.out()).startsWith(MODEL + " cannot run. ").contains("  - Without gpuCount: 4 x MI300X");
        assertThat(old.exitCode()).isEqualTo(1);
        assertThat(old.err()).isEmpty();
        assertThat(old.out()).contains("MI210 cannot compute fp8", "What would make it run:\n  - With a node of ");
    }

    @Test
    @DisplayName("says over how many of the nodes together it would fit, and refuses a number that is none")
    void severalNodes() {
        String llama = "meta-llama/Llama-3.1-405B-Instruct";
        Invocation one = Invocation.of("explain", llama, "--nodes=4xMI210:8");
        assertThat(one.exitCode()).isEqualTo(1);
        assertThat(one.out())
                .contains("- Over up to 3 nodes (--max-nodes 3): 24 x MI210 on 3 nodes with vllm in bf16, by");

        Invocation three = Invocation.of("explain", llama, "--nodes=4xMI210:8", "--max-nodes=3");
        assertThat(three.exitCode()).isZero();
        assertThat(three.out())
                .startsWith(llama + " would run on 24 MI210, 8 of each of 3 nodes, with vllm in bf16.\n")
                .contains("\nChosen    3x8xMI210  vllm ");

        assertThat(Invocation.of("explain", llama, "--max-nodes=0").err())
                .contains("'0' is not a number of nodes from 1 to 128");
    }

    @Test
    @DisplayName("R23 reckons with a model that is not known by its size, and by its config.json")
    void ofItsSize(@TempDir Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("config.json"), """
                {"num_hidden_layers": 80, "hidden_size": 8192, "num_attention_heads": 64, "num_key_value_heads": 8,
                 "head_dim": 128, "max_position_embeddings": 16384, "torch_dtype": "bfloat16"}""");
        Invocation sized = Invocation.of("explain", "me/mine", "--size=14.8B", NODES);
        Invocation shaped =
                Invocation.of("explain", "me/mine", "--size=70.6B", "--model-config=" + config, "--nodes=1xMI210:8");

        assertThat(sized.err()).isEmpty();
        assertThat(sized.exitCode()).isZero();
        assertThat(sized.out()).startsWith("me/mine would run on 2 MI300X of one node, with vllm in bf16.");
        assertThat(shaped.exitCode()).isZero();
        assertThat(shaped.out()).startsWith("me/mine would run on 8 MI210 of one node");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("refuses a size that is none, a file that is none, and both for a model that is known")
    @CsvSource(
            delimiter = '|',
            value = {
                "me/mine | --size=big | --size 'big' is not a size; write the parameters such as 32.8B, 8x7B or 1.5T.",
                "me/mine | --model-config=none.json | --model-config none.json: there is no such file.",
                "me/mine | --model-config=pom.xml | --model-config pom.xml cannot be read as JSON.",
                "Qwen/Qwen3-32B | --size=32B | Qwen/Qwen3-32B is in the catalogue; leave --size and --model-config out."
            })
    void noSize(String model, String option, String sentence) {
        Invocation refused = Invocation.of("explain", model, option, NODES);

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains(sentence);
    }

    @Test
    @DisplayName("offers a model that is not known the nearest names, and says so to programs on standard error alone")
    void unknownModel() {
        Invocation people = Invocation.of("explain", "Qwen/Qwen3-23B", NODES);
        Invocation program = Invocation.of("explain", "Qwen/Qwen3-23B", NODES, "-o", "json");

        assertThat(people.exitCode()).isEqualTo(1);
        assertThat(people.out()).isEmpty();
        assertThat(people.err())
                .contains("Qwen/Qwen3-23B", "did you mean Qwen/Qwen3-", "say its parameters with --size");
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.err()).isEqualTo(people.err());
        assertThat(program.out()).doesNotContain("chosen");
    }

    @Test
    @DisplayName(
            "takes its constraints from the manifest of a service, and the nodes it may run on from its pod template")
    void manifest() throws IOException {
        Path service = Files.writeString(folder.resolve("service.yaml"), """
                apiVersion: aim.amd.com/v1alpha1
                kind: AIMService
                metadata: {name: chat}
                spec:
                  modelId: Qwen/Qwen3-32B
                  gpuCount: 2
                  podTemplate: {spec: {tolerations: [{key: team, operator: Exists}]}}
                """);
        Path nodes = Files.writeString(folder.resolve("nodes.yaml"), """
                kind: Node
                metadata: {name: a, labels: {amd.com/gpu.device-id: 74a1}}
                spec: {taints: [{key: team, value: x, effect: NoSchedule}]}
                status: {allocatable: {amd.com/gpu: 8}}
                """);

        Invocation tolerated = Invocation.of("explain", "-f", service.toString(), "--nodes=" + nodes);
        Invocation refused = Invocation.of("explain", MODEL, "--nodes=" + nodes);

        assertThat(tolerated.exitCode()).as(tolerated.err()).isZero();
        assertThat(tolerated.out()).startsWith(MODEL + " would run on 2 MI300X");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("    Not counted: a (tainted team=x:NoSchedule, ");
    }

    @Test
    @DisplayName("asks the cluster of a kubeconfig without --nodes")
    void cluster() throws IOException {
        try (Sandbox sandbox = Sandbox.builder().nodes("1xMI300X:2").start()) {
            Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), sandbox.kubeconfig());

            Invocation explained = Invocation.of("explain", MODEL, "--kubeconfig=" + kubeconfig);

            assertThat(explained.exitCode()).as(explained.err()).isZero();
            assertThat(explained.out())
                    .startsWith(MODEL + " would run on 2 MI300X")
                    .contains("GPUs in the cluster at https://127.0.0.1:", ": 2 MI300X on 1 node.");
        }
    }

    @Test
    @DisplayName("uses files of one's own, and names those that are broken on standard error")
    void ownCatalog() throws IOException {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/own.yaml"), "model_id: org/own\nsize: 7B\n");
        Files.writeString(folder.resolve("models/broken.yaml"), "model_id: 7\nsize: 7B\n");

        Invocation explained = Invocation.of("explain", "org/own", NODES, "--catalog=" + folder);

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out())
                .startsWith("org/own would run on 1 MI300X, with vllm")
                .contains("  - A recipe that somebody wrote comes before generated ones");
        assertThat(explained.err().lines())
                .singleElement()
                .asString()
                .startsWith("aim: " + folder.resolve("models/broken.yaml") + ":1:11: model_id: must be text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Qwen/Qwen3-32B --precision fp9 | fp9' is not a precision; known are fp32, bf16",
                "Qwen/Qwen3-32B --gpu-count 0 | 0' is not a number of GPUs from 1 to 1024",
                "Qwen/Qwen3-32B --gpu-count many | many' is not a number of GPUs",
                "Qwen/Qwen3-32B --optimize-for beauty | beauty' is not something to optimise for; known are throughput, latency, cost",
                "Qwen/Qwen3-32B --hardware H100 | --hardware H100 is not known; known are",
                "Qwen/Qwen3-32B --backend tgi | --backend tgi is not known; known are sglang, vllm.",
                "Qwen/Qwen3-32B --nodes eight | --nodes: \"eight\" is not of the form NODESxGPU:COUNT",
                "Qwen/Qwen3-32B --catalog no/such | --catalog no/such: there is no such directory.",
                "'' | say either MODEL or -f FILE.",
                "-f no/such.yaml | -f no/such.yaml: there is no such file.",
                "-f x --gpu-count 1 | with -f the constraints are those of its spec",
            })
    @DisplayName("refuses what cannot be with one sentence")
    void refuses(String arguments, String said) {
        List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ")));

        Invocation refused = Invocation.of(all.toArray(String[]::new));

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains(said).endsWith("See 'aim explain --help'.\n");
    }

    @Test
    @DisplayName("takes precisions and GPUs under the names that people use")
    void aliases() {
        Invocation explained =
                Invocation.of("explain", MODEL, NODES, "--precision=bfloat16", "--hardware=AMD_Instinct_MI300X_OAM");

        assertThat(explained.exitCode()).as(explained.err()).isZero();
    }
}
