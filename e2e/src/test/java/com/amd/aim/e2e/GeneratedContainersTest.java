package com.amd.aim.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.amd.aim.e2e.world.Cluster;
import com.amd.aim.e2e.world.Command;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the published parsers of Docker's command line and of Compose files; see {@code e2e/containers}. */
@DisplayName("What aim generate prints for a host")
class GeneratedContainersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "of the caller";
    private static final String NOTE = "it's $HOME, ${HF_TOKEN} and \"more\"";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void build() {
        String program = Cluster.root().resolve("e2e/containers").toString();
        String docker = folder.resolve("docker").toString();
        Command.run(null, List.of("go", "-C", program, "build", "-o", docker, "."))
                .succeeded();
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource({
        "Qwen/Qwen3-32B, vllm",
        "openai/gpt-oss-20b, sglang",
        "deepseek-ai/DeepSeek-OCR, vllm",
        "deepseek-ai/DeepSeek-R1-0528, sglang",
    })
    @DisplayName("is the same container for Docker and for Compose, without a warning")
    void sameContainer(String model, String backend) throws IOException {
        same(model, "--backend", backend, "--hardware", "MI300X");
    }

    @Test
    @DisplayName("says what a recipe says, whatever shells and Compose would make of it")
    void literally() throws IOException {
        Path recipe = Files.createDirectories(folder.resolve("own/recipes")).resolve("noted.yaml");
        Files.writeString(recipe, """
                recipe_id: noted
                model_id: Qwen/Qwen3-8B
                hardware: MI300X
                precision: bf16
                vllm_serve:
                  1_gpu:
                    enabled: true
                    env: {NOTE: %s}
                """.formatted(JSON.writeValueAsString(NOTE)));

        JsonNode docker = same(
                "Qwen/Qwen3-8B",
                "--recipe",
                "noted",
                "--catalog",
                folder.resolve("own").toString());

        assertThat(texts(docker.path("Env"))).contains("NOTE=" + NOTE);
    }

    @Test
    @DisplayName("is, over several nodes, a container for each of them")
    void severalNodes() throws IOException {
        List<JsonNode> nodes = docker(
                generate("docker", "meta-llama/Llama-3.1-405B-Instruct", "--hardware", "MI210", "--max-nodes", "3"));

        assertThat(nodes).hasSize(3).allSatisfy(node -> {
            assertThat(node.at("/HostConfig/NetworkMode").asText()).isEqualTo("host");
            assertThat(node.at("/HostConfig/PortBindings")).isEmpty();
            assertThat(texts(node.path("Cmd"))).containsSequence("--master-addr", "10.0.0.1");
        });
    }

    /** The container, which both forms have to agree on. */
    private static JsonNode same(String... arguments) throws IOException {
        JsonNode docker = docker(generate("docker", arguments)).getFirst();
        JsonNode host = docker.path("HostConfig");
        JsonNode compose = compose(generate("compose", arguments));

        assertThat(compose.path("image")).isEqualTo(docker.path("Image"));
        assertThat(compose.path("entrypoint")).isEqualTo(docker.path("Entrypoint"));
        assertThat(compose.path("command")).isEqualTo(docker.path("Cmd")).isNotEmpty();
        assertThat(compose.path("environment").properties())
                .map(variable -> variable.getKey() + "=" + variable.getValue().asText())
                .containsExactlyInAnyOrderElementsOf(texts(docker.path("Env")))
                .contains("HF_TOKEN=" + TOKEN);
        assertThat(compose.path("group_add")).isEqualTo(host.path("GroupAdd")).isNotEmpty();
        assertThat(compose.path("ipc")).isEqualTo(host.path("IpcMode"));
        assertThat(compose.path("shm_size").asLong())
                .isEqualTo(host.path("ShmSize").asLong())
                .isPositive();
        assertThat(compose.path("devices").findValuesAsText("source"))
                .isEqualTo(host.path("Devices").findValuesAsText("PathOnHost"))
                .containsExactly("/dev/kfd", "/dev/dri");
        assertThat(host.at("/PortBindings/8000~1tcp/0/HostPort").asText())
                .isEqualTo(compose.at("/ports/0/published").asText())
                .isEqualTo(compose.at("/ports/0/target").asText())
                .isEqualTo("8000");
        JsonNode volume = compose.at("/volumes/0");
        assertThat(texts(host.path("Binds")))
                .containsExactly(volume.path("source").asText() + ":"
                        + volume.path("target").asText());
        return docker;
    }

    private static String generate(String form, String... arguments) {
        List<String> words = new ArrayList<>(List.of("generate", "-o", form));
        words.addAll(List.of(arguments));
        return Command.aim(words).succeeded().out();
    }

    /** What the words of a shell script are to Docker, in the order of its lines. */
    private static List<JsonNode> docker(String script) throws IOException {
        String path = "PATH=%s:%s".formatted(folder, System.getenv("PATH"));
        String said = Command.run(
                        null, List.of("env", path, "HF_TOKEN=" + TOKEN, "LEADER_ADDRESS=10.0.0.1", "sh", "-ec", script))
                .succeeded()
                .out();
        try (MappingIterator<JsonNode> containers =
                JSON.readerFor(JsonNode.class).readValues(said)) {
            return containers.readAll();
        }
    }

    /** The one service of a file, as Compose understands it. */
    private static JsonNode compose(String file) throws IOException {
        String docker = folder.resolve("docker").toString();
        String said = Command.run(file, List.of("env", "HF_TOKEN=" + TOKEN, docker, "compose"))
                .succeeded()
                .out();
        JsonNode services = JSON.readTree(said).path("services");
        assertThat(services).hasSize(1);
        return services.iterator().next();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
