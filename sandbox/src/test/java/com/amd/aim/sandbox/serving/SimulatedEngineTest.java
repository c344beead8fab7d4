package com.amd.aim.sandbox.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedEngineTest {

    private static final String MODEL = "Qwen/Qwen3-32B";

    @TempDir
    Path container;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();

    /** Bound, not listening: nobody else is given the port. */
    private final Socket held = new Socket();

    private int port;
    private @Nullable SimulatedEngine engine;

    @BeforeEach
    void cacheAModel() throws IOException {
        Path repository = container.resolve("cache/models--Qwen--Qwen3-32B");
        Path snapshot = Files.createDirectories(repository.resolve("snapshots/abc"));
        Files.createDirectories(repository.resolve("refs"));
        Files.writeString(repository.resolve("refs/main"), "abc");
        Files.writeString(snapshot.resolve("config.json"), "{\"max_position_embeddings\":2048}");
        Files.writeString(snapshot.resolve("model.safetensors"), "weights");
        held.setReuseAddress(true);
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = held.getLocalPort();
    }

    @AfterEach
    void end() throws IOException {
        if (engine != null) {
            engine.stop(Duration.ZERO);
            assertThat(engine.exitCode()).succeedsWithin(Duration.ofSeconds(30));
        }
        http.close();
        held.close();
    }

    @Test
    @DisplayName("the port is closed until the model is loaded")
    void loading() throws Exception {
        SimulatedEngine large = start(1, Duration.ofHours(1), Duration.ZERO);
        await().until(() -> written.toString(StandardCharsets.UTF_8).contains("Starting to load model"));
        assertThat(get("/health"))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
        large.stop(Duration.ZERO);
        assertThat(large.exitCode()).succeedsWithin(Duration.ofSeconds(30));

        start(1, Duration.ofMillis(300), Duration.ZERO);
        ready();
        assertThat(get("/health").get().statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("it answers a chat, says that it is simulated, and counts tokens")
    void chat() throws Exception {
        start(1, Duration.ZERO, Duration.ZERO);
        ready();
        HttpResponse<String> answer = post(
                "/v1/chat/completions",
                "{\"model\":\"Qwen/Qwen3-32B\",\"messages\":[{\"role\":\"user\",\"content\":\"What is an APU?\"}]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("simulated engine that stands in for Qwen/Qwen3-32B; no model was run")
                .contains("What is an APU?")
                .contains("\"prompt_tokens\":5")
                .contains("\"finish_reason\":\"stop\"");
        // as in vLLM, a request is counted when its answer has been sent
        await().untilAsserted(() -> assertThat(get("/metrics").get().body())
                .contains("vllm:prompt_tokens_total{engine=\"0\",model_name=\"Qwen/Qwen3-32B\"} 5.0")
                .contains("vllm:num_requests_running{engine=\"0\",model_name=\"Qwen/Qwen3-32B\"} 0.0")
                .contains(
                        "vllm:request_success_total{engine=\"0\",finished_reason=\"stop\",model_name=\"Qwen/Qwen3-32B\"} 1.0")
                .contains("vllm:e2e_request_latency_seconds_count{engine=\"0\",model_name=\"Qwen/Qwen3-32B\"} 1.0"));
    }

    @Test
    @DisplayName("as SGLang it has SGLang's paths and metrics")
    void sglang() throws Exception {
        startSglang("--enable-metrics");
        ready();
        assertThat(get("/health_generate").get().statusCode()).isEqualTo(200);
        assertThat(get("/get_model_info").get().body()).contains("\"model_path\":\"Qwen/Qwen3-32B\"");
        assertThat(get("/version").get().statusCode()).isEqualTo(404);
        assertThat(get("/v1/models").get().body()).contains("\"owned_by\":\"sglang\"");
        assertThat(post("/v1/completions", "{\"prompt\":\"Hello\",\"max_tokens\":1}")
                        .statusCode())
                .isEqualTo(200);
        await().untilAsserted(() -> assertThat(get("/metrics").get().body())
                .contains("sglang:num_running_reqs{model_name=\"Qwen/Qwen3-32B\"} 0.0")
                .contains("sglang:num_requests_total{model_name=\"Qwen/Qwen3-32B\"} 1.0")
                .contains("sglang:generation_tokens_total{model_name=\"Qwen/Qwen3-32B\"} 1.0")
                .doesNotContain("vllm"));
        assertThat(written.toString(StandardCharsets.UTF_8)).contains("SGLang server version");
    }

    @Test
    @DisplayName("as SGLang it has no metrics unless they are asked for")
    void sglangWithoutMetrics() throws Exception {
        startSglang();
        ready();
        assertThat(get("/metrics").get().statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("a further part of an SGLang server over several nodes only says that it is well")
    void furtherPart() throws Exception {
        startSglang("--nnodes", "2", "--node-rank", "1");
        ready();
        assertThat(get("/v1/models").get().statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("a headless part of a vLLM server opens no port, and ends when it is asked to")
    void headless() {
        SimulatedEngine part = start(1, Duration.ZERO, Duration.ZERO, "--headless");
        await().until(() -> written.toString(StandardCharsets.UTF_8).contains("Headless"));
        assertThat(get("/health")).failsWithin(Duration.ofSeconds(30));
        part.stop(Duration.ofSeconds(1));
        assertThat(part.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(0);
    }

    @Test
    @DisplayName("a bad command line of SGLang ends it with 2 and its usage")
    void sglangRefuses() {
        SimulatedEngine misread = startSglang("--dtype", "fp8");
        assertThat(misread.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(2);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("usage: launch_server.py [-h] --model-path MODEL_PATH")
                .contains("launch_server.py: error: argument --dtype: invalid choice: 'fp8'");
    }

    @Test
    @DisplayName("it completes a text up to the client's limit")
    void completion() throws Exception {
        start(1, Duration.ZERO, Duration.ZERO);
        ready();
        assertThat(post("/v1/completions", "{\"model\":\"Qwen/Qwen3-32B\",\"prompt\":\"Hello\",\"max_tokens\":3}")
                        .body())
                .contains("\"text\":\"This answer comes\"")
                .contains("\"completion_tokens\":3")
                .contains("\"finish_reason\":\"length\"");
    }

    @Test
    @DisplayName("a stream comes in pieces and ends with the usage and [DONE]")
    void stream() throws Exception {
        start(1, Duration.ZERO, Duration.ZERO);
        ready();
        List<String> events = post(
                        "/v1/chat/completions",
                        "{\"model\":\"Qwen/Qwen3-32B\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                                + "\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}")
                .body()
                .lines()
                .filter(line -> !line.isEmpty())
                .toList();
        assertThat(events).hasSize(5).allMatch(line -> line.startsWith("data: "));
        assertThat(events.get(0)).contains("\"delta\":{\"role\":\"assistant\",\"content\":\"This\"}");
        assertThat(events.get(2)).contains("\"finish_reason\":\"length\"");
        assertThat(events.get(3)).contains("\"completion_tokens\":2");
        assertThat(events.get(4)).isEqualTo("data: [DONE]");
    }

    @Test
    @DisplayName("other paths, methods, models and bodies are refused as vLLM refuses them")
    void refusals() throws Exception {
        start(1, Duration.ZERO, Duration.ZERO);
        ready();
        assertThat(get("/nothing").get().statusCode()).isEqualTo(404);
        assertThat(get("/v1/completions").get().statusCode()).isEqualTo(405);
        assertThat(post("/v1/completions", "{\"model\":\"other\",\"prompt\":\"x\"}")
                        .body())
                .contains("The model `other` does not exist.");
        assertThat(post("/v1/completions", "no json").statusCode()).isEqualTo(400);
        assertThat(get("/v1/models").get().body())
                .contains("\"id\":\"Qwen/Qwen3-32B\"")
                .contains("\"max_model_len\":2048");
        assertThat(get("/version").get().body()).isEqualTo("{\"version\":\"0.29.0\"}");
    }

    @Test
    @DisplayName("with an API key only those who know it are answered, but for health and metrics")
    void apiKey() throws Exception {
        start(1, Duration.ZERO, Duration.ZERO, "--api-key", "k");
        ready();
        assertThat(get("/v1/models").get().statusCode()).isEqualTo(401);
        assertThat(get("/metrics").get().statusCode()).isEqualTo(200);
        HttpRequest keyed = HttpRequest.newBuilder(uri("/v1/models"))
                .header("Authorization", "Bearer k")
                .build();
        assertThat(http.send(keyed, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("stopped gracefully it finishes the stream it is in, takes no new connection, and ends with 0")
    void graceful() throws Exception {
        SimulatedEngine running = start(1, Duration.ZERO, Duration.ofMillis(20));
        ready();
        CompletableFuture<HttpResponse<Stream<String>>> response = http.sendAsync(
                chat(
                        "{\"model\":\"Qwen/Qwen3-32B\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                HttpResponse.BodyHandlers.ofLines());
        Stream<String> lines = response.get().body();
        running.stop(Duration.ofSeconds(30));
        assertThat(lines.filter(line -> !line.isEmpty()).toList().getLast()).isEqualTo("data: [DONE]");
        assertThat(running.exitCode()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
        assertThat(get("/health"))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(ConnectException.class);
    }

    @Test
    @DisplayName("killed it ends at once, whatever it is doing")
    void killed() throws Exception {
        SimulatedEngine running = start(1, Duration.ZERO, Duration.ofSeconds(60));
        ready();
        var _ = http.sendAsync(
                chat("{\"model\":\"Qwen/Qwen3-32B\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
                HttpResponse.BodyHandlers.ofString());
        await().until(() -> get("/metrics")
                .get()
                .body()
                .contains("num_requests_running{engine=\"0\",model_name=\"Qwen/Qwen3-32B\"} 1.0"));
        running.stop(Duration.ofSeconds(60));
        // by then it waits for the answer
        await().until(() -> written.toString(StandardCharsets.UTF_8).contains("Shutting down"));
        running.stop(Duration.ZERO);
        assertThat(running.exitCode()).succeedsWithin(Duration.ofSeconds(30));
    }

    @RepeatedTest(20)
    @DisplayName("killed while it has nothing to do, it leaves its port free")
    void killedIdle() throws Exception {
        SimulatedEngine idle = start(1, Duration.ZERO, Duration.ZERO);
        ready();
        idle.stop(Duration.ZERO);
        assertThat(idle.exitCode()).succeedsWithin(Duration.ofSeconds(30));
        assertThatThrownBy(() -> get("/health").get()).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    @DisplayName("a model that is not in the cache ends it with 1 and the libraries' words")
    void missingModel() throws IOException {
        Files.delete(container.resolve("cache/models--Qwen--Qwen3-32B/refs/main"));
        SimulatedEngine missing = start(1, Duration.ZERO, Duration.ZERO);
        assertThat(missing.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("OSError: We couldn't connect to 'https://huggingface.co' to load the files")
                .contains("HF_HUB_OFFLINE=1");
    }

    @Test
    @DisplayName("more GPUs than there are end it with 1, a bad command line with 2")
    void refusesToStart() {
        SimulatedEngine large = start(2, Duration.ZERO, Duration.ZERO, "--tensor-parallel-size", "4");
        assertThat(large.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        SimulatedEngine none = start(0, Duration.ZERO, Duration.ZERO);
        assertThat(none.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(1);
        SimulatedEngine misread = start(1, Duration.ZERO, Duration.ZERO, "--dtype", "fp8");
        assertThat(misread.exitCode()).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(2);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("World size (4) is larger than the number of available GPUs (2) in this node.")
                .contains("RuntimeError: No HIP GPUs are available")
                .contains("vllm serve: error: argument --dtype: invalid choice: 'fp8'");
    }

    @Test
    @DisplayName("who listens on loopback only is not heard outside")
    void loopbackOnly() {
        start(1, Duration.ZERO, Duration.ZERO, "--host", "127.0.0.1");
        await().until(() -> written.toString(StandardCharsets.UTF_8).contains("listening"));
        assertThat(get("/health")).failsWithin(Duration.ofSeconds(30));
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private SimulatedEngine start(int gpus, Duration loading, Duration perToken, String... options) {
        return launch(
                Stream.concat(Stream.of("vllm", "serve", MODEL, "--port", Integer.toString(port)), Stream.of(options))
                        .toList(),
                gpus,
                loading,
                perToken);
    }

    private SimulatedEngine startSglang(String... options) {
        Stream<String> command = Stream.of(
                "python3",
                "-m",
                "sglang.launch_server",
                "--model-path",
                MODEL,
                "--host",
                "0.0.0.0",
                "--port",
                "" + port);
        return launch(Stream.concat(command, Stream.of(options)).toList(), 1, Duration.ZERO, Duration.ZERO);
    }

    private SimulatedEngine launch(List<String> command, int gpus, Duration loading, Duration perToken) {
        SimulatedEngine started = SimulatedEngine.start(new EngineStart(
                command,
                Map.of("HF_HUB_CACHE", "/cache", "HF_HUB_OFFLINE", "1"),
                path -> container.resolve(path.substring(1)),
                InetAddress.getLoopbackAddress(),
                asked -> asked,
                gpus,
                "0.29.0",
                loading,
                perToken,
                new PrintStream(written, true, StandardCharsets.UTF_8)));
        engine = started;
        return started;
    }

    private void ready() {
        await().ignoreExceptions().until(() -> get("/health").get().statusCode() == 200);
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        return http.sendAsync(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest chat(String body) {
        return HttpRequest.newBuilder(uri("/v1/chat/completions"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
