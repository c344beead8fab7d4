package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R105 R106 R107 R108 aim generate")
class GenerateCommandTest {
    private static final String MODEL = "Qwen/Qwen3-32B";
    private static final String NODES = "--nodes=1xMI300X:8";
    private static final List<String> SERVE = List.of("serve", MODEL, "--host", "0.0.0.0", "--port", "8000");

    @TempDir
    Path folder;

    @Test
    @DisplayName("prints the command in one line, with the port that is asked for")
    void command() {
        Invocation generated = Invocation.of("generate", MODEL, NODES, "--gpu-count=2", "--port=9000");

        assertThat(generated.exitCode()).as(generated.err()).isZero();
        assertThat(generated.err()).isEmpty();
        assertThat(generated.out())
                .startsWith("vllm serve Qwen/Qwen3-32B --host 0.0.0.0 --port 9000 --served-model-name Qwen/Qwen3-32B ")
                .contains(" --tensor-parallel-size 2 ")
                .hasLineCount(1);
    }

    @Test
    @DisplayName("assumes a node of eight where there is no GPU, of the recipe's kind or of the one that is pinned")
    void assumes() {
        Invocation recipe = Invocation.of("generate", MODEL);
        Invocation pinned = Invocation.of("generate", MODEL, "--hardware=MI325X");
        Invocation generated = Invocation.of("generate", "Qwen/Qwen3-0.6B");

        assertThat(recipe.exitCode()).isZero();
        assertThat(recipe.err())
                .endsWith("Assuming one node with 8 MI300X; --nodes says otherwise.\n")
                .hasLineCount(1);
        assertThat(recipe.out())
                .isEqualTo(Invocation.of("generate", MODEL, NODES).out());
        assertThat(pinned.err()).contains("Assuming one node with 8 MI325X;");
        assertThat(generated.exitCode()).isZero();
        assertThat(generated.err()).contains("Assuming one node with 8 MI");
    }

    @Test
    @DisplayName(
            "R62 prints a docker run that starts the engine whatever the image's entry point, with devices and groups")
    void docker() throws Exception {
        List<String> words =
                run(Invocation.of("generate", MODEL, NODES, "-o", "docker").out(), "docker");

        assertThat(words)
                .startsWith("run", "--rm", "--name", "qwen3-32b")
                .containsSubsequence("--device", "/dev/kfd", "--device", "/dev/dri")
                .containsSubsequence("--group-add", "video", "--group-add", "render")
                .containsSubsequence("--ipc", "private", "--shm-size", "16384m")
                .containsSubsequence("--publish", "8000:8000")
                .containsSubsequence("--volume", "aim-model-cache:/workspace/model-cache")
                .containsSubsequence("--env", "HF_TOKEN", "--env", "HF_HUB_CACHE=/workspace/model-cache")
                .containsSubsequence("--entrypoint", "vllm")
                .containsSubsequence(SERVE);
    }

    @Test
    @DisplayName("prints a line for each of several nodes, as a shell takes them, and refuses forms that describe one")
    void severalNodes() throws Exception {
        String[] llama = {"generate", "meta-llama/Llama-3.1-405B-Instruct", "--hardware=MI210", "--max-nodes=3"};
        Invocation command = Invocation.of(llama);

        assertThat(command.exitCode()).as(command.err()).isZero();
        assertThat(command.err()).contains("Assuming 3 nodes, each with 8 MI210; --nodes says otherwise.");
        assertThat(command.out().lines())
                .filteredOn(line -> !line.startsWith("#"))
                .hasSize(3)
                .allMatch(line -> line.contains(" --pipeline-parallel-size 3 --tensor-parallel-size 8 --nnodes 3 "));
        assertThat(run("export LEADER_ADDRESS=10.0.0.1\n" + command.out(), "vllm"))
                .containsSequence("--node-rank", "2", "--master-addr", "10.0.0.1", "--headless");

        Invocation compose = Invocation.of(
                Stream.concat(Stream.of(llama), Stream.of("-o", "compose")).toArray(String[]::new));
        assertThat(compose.exitCode()).isEqualTo(2);
        assertThat(compose.err())
                .contains("aim: -o compose describes a server on one node, and this one takes 3; use command, docker or"
                        + " json.\n");
    }

    @Test
    @DisplayName("prints a Compose file that says the same")
    void compose() throws IOException {
        JsonNode file =
                yaml(Invocation.of("generate", MODEL, NODES, "-o", "compose").out());

        JsonNode service = file.path("services").path("qwen3-32b");
        assertThat(texts(service.path("entrypoint"))).containsExactly("vllm");
        assertThat(texts(service.path("command"))).startsWith(SERVE.toArray(String[]::new));
        assertThat(service.path("command")).allMatch(JsonNode::isTextual);
        assertThat(texts(service.path("devices"))).containsExactly("/dev/kfd", "/dev/dri");
        assertThat(texts(service.path("group_add"))).containsExactly("video", "render");
        assertThat(service.path("shm_size").asText()).isEqualTo("16384m");
        assertThat(texts(service.path("ports"))).containsExactly("8000:8000");
        assertThat(texts(service.path("volumes"))).containsExactly("aim-model-cache:/workspace/model-cache");
        assertThat(file.at("/volumes/aim-model-cache/name").asText())
                .as("the volume that docker run takes as well")
                .isEqualTo("aim-model-cache");
    }

    @Test
    @DisplayName("prints objects that a cluster without the operator takes, and that need nothing but what is in them")
    void kubernetes() throws IOException {
        String objects =
                Invocation.of("generate", MODEL, NODES, "-o", "kubernetes").out();

        try (Sandbox sandbox = Sandbox.builder().nodes("1xMI300X:8").start()) {
            var loaded =
                    sandbox.client().load(new java.io.ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)));
            loaded.items()
                    .forEach(object -> sandbox.client()
                            .resource(object)
                            .inNamespace("default")
                            .create());

            Deployment workload = sandbox.client()
                    .apps()
                    .deployments()
                    .inNamespace("default")
                    .withName("qwen3-32b")
                    .get();
            var pod = workload.getSpec().getTemplate().getSpec();
            assertThat(workload.getMetadata().getOwnerReferences()).isEmpty();
            assertThat(pod.getInitContainers()).isEmpty();
            assertThat(pod.getContainers()).singleElement().satisfies(server -> {
                assertThat(server.getCommand()).startsWith("vllm").containsSubsequence(SERVE);
                assertThat(server.getResources().getLimits()).containsEntry("amd.com/gpu", new Quantity("4"));
                assertThat(server.getVolumeMounts()).noneMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()));
                assertThat(server.getEnv())
                        .extracting(variable -> variable.getName())
                        .doesNotContain("HF_HUB_OFFLINE")
                        .contains("HF_TOKEN", "HF_HUB_CACHE");
            });
            PersistentVolumeClaim claim = sandbox.client()
                    .persistentVolumeClaims()
                    .inNamespace("default")
                    .withName("qwen3-32b-cache")
                    .get();
            assertThat(claim.getSpec().getResources().getRequests()).containsEntry("storage", new Quantity("73Gi"));
            assertThat(pod.getVolumes())
                    .anySatisfy(volume -> assertThat(volume.getPersistentVolumeClaim())
                            .satisfies(
                                    source -> assertThat(source.getClaimName()).isEqualTo("qwen3-32b-cache")));
            Service service = sandbox.client()
                    .services()
                    .inNamespace("default")
                    .withName("qwen3-32b")
                    .get();
            assertThat(workload.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(service.getSpec().getSelector());
        }
    }

    @Test
    @DisplayName("prints for KServe one container of the name it wants, without Knative and without its autoscaler")
    void kserve() {
        String objects = Invocation.of("generate", MODEL, NODES, "-o", "kserve").out();

        List<?> all = (List<?>) new KubernetesSerialization().unmarshal(objects);
        GenericKubernetesResource inference = (GenericKubernetesResource) all.getLast();
        assertThat(inference.getApiVersion()).isEqualTo("serving.kserve.io/v1beta1");
        assertThat(inference.getKind()).isEqualTo("InferenceService");
        assertThat(inference.getMetadata().getAnnotations())
                .containsEntry("serving.kserve.io/deploymentMode", "RawDeployment")
                .containsEntry("serving.kserve.io/autoscalerClass", "none");
        assertThat(inference.<Object>get("spec", "predictor", "containers", 0, "name"))
                .isEqualTo("kserve-container");
        assertThat(inference.<Object>get("spec", "predictor", "containers", 1)).isNull();
        assertThat(inference.<Object>get("spec", "predictor", "containers", 0, "resources", "limits", "amd.com/gpu"))
                .isEqualTo("4");
        assertThat(all.getFirst()).isInstanceOf(PersistentVolumeClaim.class);
    }

    @Test
    @DisplayName("prints all of it for programs")
    void json() throws IOException {
        JsonNode plan = new ObjectMapper()
                .readTree(Invocation.of("generate", MODEL, NODES, "-o", "json").out());

        assertThat(plan.path("modelId").asText()).isEqualTo(MODEL);
        assertThat(plan.path("recipe").asText()).isEqualTo("qwen3-32b-mi300x-bf16");
        assertThat(plan.path("hardware").asText()).isEqualTo("MI300X");
        assertThat(plan.path("gpuCount").asInt()).isEqualTo(4);
        assertThat(plan.path("source").asText()).isEqualTo("hf://Qwen/Qwen3-32B");
        assertThat(texts(plan.path("command"))).startsWith("vllm").containsSubsequence(SERVE);
        assertThat(plan.path("resources").path("gpuCount").asInt()).isEqualTo(4);
        assertThat(plan.path("cache").path("path").asText()).isEqualTo("/workspace/model-cache");
        assertThat(plan.path("fit").path("weightsBytes").asLong()).isGreaterThan(60_000_000_000L);
    }

    @Test
    @DisplayName("only says with --dry-run what it would generate and why")
    void dryRun() {
        assertThat(Invocation.of("generate", MODEL, NODES, "-o", "kubernetes", "--dry-run")
                        .out())
                .startsWith("Would generate: Qwen/Qwen3-32B on 4 x MI300X with vllm in bf16, by the recipe qwen3-32b-")
                .hasLineCount(2)
                .doesNotContain("apiVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "docker"})
    @DisplayName("hands a shell what looks like one as words, never as something to do")
    void notAShell(String form) throws Exception {
        String evil = "$(touch pwned) `touch pwned`; touch pwned & 'x' \"y\" * \\ ~";
        Files.createDirectories(folder.resolve("recipes"));
        Files.writeString(folder.resolve("recipes/evil.yaml"), """
                recipe_id: evil
                model_id: Qwen/Qwen3-32B
                hardware: MI300X
                precision: bf16
                readiness_level: production
                vllm_serve:
                  1_gpu:
                    enabled: true
                    env: {EVIL: "%1$s"}
                    args: {--max-model-len: 4096, --chat-template: "%1$s"}
                """.formatted(
                        evil.replace("\\", "\\\\").replace("\"", "\\\"")));

        Invocation generated =
                Invocation.of("generate", MODEL, NODES, "--catalog=" + folder, "--recipe=evil", "-o", form);

        assertThat(generated.exitCode()).as(generated.err()).isZero();
        assertThat(run(generated.out(), form.equals("docker") ? "docker" : "vllm"))
                .contains(evil);
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Qwen/Qwen3-23B | 1 | did you mean Qwen/Qwen3-",
                "acme/no-such-7B | 1 | To ask about it all the same, say its parameters with --size, such as 32.8B.",
                "deepseek-ai/DeepSeek-R1-0528 --nodes=1xMI210:8 | 1 | MI210",
                "Qwen/Qwen3-32B --gpu-count=16 --nodes=1xMI300X:8 | 1 | 16",
                "Qwen/Qwen3-32B --precision=fp8 --hardware=MI210 | 1 | fp8",
                "Qwen/Qwen3-32B --recipe=no-such | 1 | no-such",
                "Qwen/Qwen3-32B --port=0 | 2 | port 0 must be from 1 to 65535",
                "Qwen/Qwen3-32B --port=http | 2 | http",
                "Qwen/Qwen3-32B -o helm | 2 | command, docker, compose, kubernetes, kserve, json",
                "Qwen/Qwen3-32B --hardware=H100 | 2 | --hardware H100 is not known",
            })
    @DisplayName("R109 says in one sentence what cannot be, and fails")
    void refuses(String arguments, int exitCode, String said) {
        List<String> all = new ArrayList<>(List.of("generate"));
        all.addAll(List.of(arguments.split(" ")));

        Invocation refused = Invocation.of(all.toArray(String[]::new));

        assertThat(refused.exitCode()).as(refused.err()).isEqualTo(exitCode);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains(said);
    }

    /** The words that a program of that name is given when a shell runs the line. */
    private List<String> run(String line, String program) throws IOException, InterruptedException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path standIn = Files.writeString(
                bin.resolve(program), "#!/bin/sh\nfor word in \"$@\" \"$EVIL\"; do printf '%s\\n' \"$word\"; done\n");
        Files.setPosixFilePermissions(standIn, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
        shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        Process process = shell.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return Arrays.asList(out.split("\n", -1));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toList());
    }
}
