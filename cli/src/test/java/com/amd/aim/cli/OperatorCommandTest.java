package com.amd.aim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amd.aim.cli.demo.Manifests;
import com.amd.aim.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("aim operator")
class OperatorCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern ACTING = Pattern.compile("\"message\":\"acting\".*\"port\":(\\d+)");

    @TempDir
    Path folder;

    @Test
    @DisplayName("serves the cluster of a kubeconfig, is ready, logs JSON alone, and ends quietly when it is stopped")
    void serves() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().nodes("").start()) {
            Manifests.definitions()
                    .forEach(definition -> sandbox.client().resource(definition).serverSideApply());
            Running operator = start(
                    "operator",
                    "--kubeconfig=" + kubeconfig(sandbox.kubeconfig()),
                    "--http-port=0",
                    "--operator-namespace=default",
                    "--leader-elect");

            int port = await().atMost(PATIENCE)
                    .until(() -> port(operator.log()), OptionalInt::isPresent)
                    .orElseThrow();
            await().atMost(PATIENCE).until(() -> status(port, "/readyz") == 200);
            await().atMost(PATIENCE)
                    .until(() -> sandbox.client()
                                    .leases()
                                    .inNamespace("default")
                                    .withName("aim-engine")
                                    .get()
                            != null);
            assertThat(status(port, "/livez")).isEqualTo(200);
            assertThat(status(port, "/metrics")).isEqualTo(200);

            operator.thread().interrupt();
            assertThat(operator.exitCode().get(60, TimeUnit.SECONDS)).isEqualTo(143);
            assertThat(operator.complaints()).isEmpty();
            assertThat(sandbox.client()
                            .leases()
                            .inNamespace("default")
                            .withName("aim-engine")
                            .get()
                            .getSpec()
                            .getLeaseDurationSeconds())
                    .as("how long the lease that was given back lasts, in seconds")
                    .isEqualTo(1);
            assertThat(operator.log().lines()).isNotEmpty().allSatisfy(line -> {
                JsonNode json = new ObjectMapper().readTree(line);
                assertThat(json.get("log.level")).isNotNull();
                assertThat(line).doesNotContain(sandbox.token());
            });
        }
    }

    @Test
    @DisplayName("says which definitions are missing and how to install them")
    void saysWhatIsMissing() throws Exception {
        try (Sandbox sandbox = Sandbox.builder().nodes("").start()) {
            Invocation operator = Invocation.of("operator", "--kubeconfig=" + kubeconfig(sandbox.kubeconfig()));

            assertThat(operator.exitCode()).isEqualTo(1);
            assertThat(operator.err().lines())
                    .singleElement()
                    .asString()
                    .contains("does not know aimservices.aim.amd.com", "kubectl apply --server-side -f crds/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, does not accept the credentials",
        "403, does not let this user list aimservices.aim.amd.com",
        "500, does not answer",
    })
    @DisplayName("says what to do when the cluster refuses it")
    void saysWhatToDoWhenRefused(int code, String said) throws Exception {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });
        refusing.start();
        try {
            Invocation operator = Invocation.of(
                    "operator",
                    "--kubeconfig="
                            + kubeconfig(config(
                                    "http://127.0.0.1:" + refusing.getAddress().getPort())));

            assertThat(operator.exitCode()).isEqualTo(1);
            assertThat(operator.err().lines()).singleElement().asString().contains(said);
        } finally {
            refusing.stop(0);
        }
    }

    @Test
    @DisplayName("says that nothing answers where the kubeconfig points")
    void saysNothingAnswers() throws Exception {
        try (Socket silent = new Socket()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String nowhere = "http://127.0.0.1:" + silent.getLocalPort();

            Invocation operator = Invocation.of("operator", "--kubeconfig=" + kubeconfig(config(nowhere)));

            assertThat(operator.exitCode()).isEqualTo(1);
            assertThat(operator.err().lines()).singleElement().asString().contains(nowhere, "does not answer");
        }
    }

    @Test
    @DisplayName("names a kubeconfig that is not there or is none")
    void namesKubeconfig() throws Exception {
        Path missing = folder.resolve("missing");
        assertThat(Invocation.of("operator", "--kubeconfig=" + missing).err())
                .isEqualTo("aim: --kubeconfig " + missing + ": there is no such file.\n");

        Path garbage = kubeconfig("{{ not: yaml");
        Invocation operator = Invocation.of("operator", "--kubeconfig=" + garbage);
        assertThat(operator.exitCode()).isEqualTo(1);
        assertThat(operator.err()).contains("--kubeconfig " + garbage + ": it is not a kubeconfig");
    }

    @ParameterizedTest
    @CsvSource({"--workers=0, workers is 0", "--workers=many, 'many'", "--hub-endpoint=hub, hub endpoint 'hub'"})
    @DisplayName("refuses a value that cannot be")
    void refusesValue(String option, String said) {
        Invocation operator = Invocation.of("operator", option);

        assertThat(operator.exitCode()).isEqualTo(2);
        assertThat(operator.err()).contains(said);
    }

    private record Running(
            Thread thread, CompletableFuture<Integer> exitCode, ByteArrayOutputStream out, ByteArrayOutputStream err) {
        String log() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String complaints() {
            return err.toString(StandardCharsets.UTF_8);
        }
    }

    private static Running start(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of());
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> exitCode.complete(Aim.run(terminal, arguments)));
        return new Running(thread, exitCode, out, err);
    }

    private Path kubeconfig(String content) throws IOException {
        return Files.writeString(folder.resolve("kubeconfig"), content);
    }

    private static String config(String server) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: a, cluster: {server: "%s"}}]
                users: [{name: a, user: {token: secret}}]
                contexts: [{name: a, context: {cluster: a, user: a}}]
                current-context: a
                """.formatted(server);
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The port in the line that says that the operator acts; empty while there is none. */
    private static OptionalInt port(String log) {
        return log.lines()
                .map(ACTING::matcher)
                .filter(Matcher::find)
                .mapToInt(line -> Integer.parseInt(line.group(1)))
                .findFirst();
    }
}
