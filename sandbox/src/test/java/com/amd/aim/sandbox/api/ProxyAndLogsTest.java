package com.amd.aim.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is passed on to pods and what they wrote")
class ProxyAndLogsTest extends ServerCase {

    private final CountDownLatch goOn = new CountDownLatch(1);
    private HttpServer backend;

    @BeforeEach
    void pods() throws Exception {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        backend.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        backend.createContext("/", exchange -> {
            String text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, 0);
            exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        backend.createContext("/stream", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: one\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            exchange.getResponseBody().write("data: two\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        backend.start();
        wire.post(
                PODS,
                "{\"metadata\": {\"name\": \"p\"}, \"spec\": {\"containers\": [{\"name\": \"c\", \"image\": \"i\", \"ports\":"
                        + " [{\"containerPort\": " + backend.getAddress().getPort() + "}]}]}}");
        wire.post(PODS + "/p/binding", "{\"target\": {\"name\": \"n1\"}}");
        wire.patch(PODS + "/p/status", Wire.MERGE, "{\"status\": {\"phase\": \"Running\", \"podIP\": \"127.0.0.1\"}}");
    }

    @AfterEach
    void stopBackend() {
        backend.stop(0);
    }

    private void service() {
        wire.post(
                "/api/v1/namespaces/default/services",
                "{\"metadata\": {\"name\": \"s\"}, \"spec\": {\"ports\": [{\"name\": \"http\", \"port\": 8000}]}}");
        wire.post("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", """
                {"metadata": {"name": "s-1", "labels": {"kubernetes.io/service-name": "s"}}, "addressType": "IPv4",
                 "endpoints": [{"addresses": ["127.0.0.9"], "conditions": {"ready": false}},
                               {"addresses": ["127.0.0.1"], "conditions": {"ready": true}}],
                 "ports": [{"name": "http", "port": %d}]}""".formatted(
                        backend.getAddress().getPort()));
    }

    @Test
    @DisplayName("a service is reached by its port's number or name, without the token")
    void byService() {
        service();
        String base = "/api/v1/namespaces/default/services/";
        for (String name : new String[] {"s:8000", "s:http", "http:s:http"}) {
            Wire.Answer answer = wire.send("POST", base + name + "/proxy/v1/x?a=b", "hello", "text/plain");
            assertThat(answer.code()).isEqualTo(201);
            assertThat(answer.text()).isEqualTo("POST /v1/x?a=b null hello");
        }
        assertThat(wire.get(base + "s:9/proxy/").code()).isEqualTo(503);
        assertThat(wire.get(base + "none:1/proxy/").code()).isEqualTo(404);
        assertThat(wire.get(base + "s:http/proxy").code()).isEqualTo(301);
    }

    @Test
    @DisplayName("a pod is reached at its first port")
    void byPod() {
        assertThat(wire.get(PODS + "/p/proxy/health").text()).startsWith("GET /health");
    }

    @Test
    @DisplayName("a stream arrives piece by piece")
    void streams() throws Exception {
        service();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.uri() + "/api/v1/namespaces/default/services/s:http/proxy/stream"))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                .body(),
                        StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("data: one");
            goOn.countDown();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: two");
        }
    }

    @Test
    @DisplayName("logs come from who keeps them, and until someone does are refused with a sentence")
    void logs() {
        assertThat(wire.get(PODS + "/p/log").at("/message")).contains("keeps the output");
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        server.podLogs((query, reader) -> {
            assertThat(query.container()).isEqualTo("c");
            int skip = query.tailLines().isPresent() ? 3 - query.tailLines().getAsInt() : 0;
            for (int i = skip; i < 3; i++) {
                reader.line(start.plusSeconds(i), "line " + i);
            }
            return true;
        });
        assertThat(wire.get(PODS + "/p/log").text()).isEqualTo("line 0\nline 1\nline 2\n");
        assertThat(wire.get(PODS + "/p/log?tailLines=1&timestamps=true").text())
                .isEqualTo("2026-01-01T00:00:02Z line 2\n");
        assertThat(wire.get(PODS + "/p/log?limitBytes=6").text()).isEqualTo("line 0");
        assertThat(wire.get(PODS + "/p/log?container=x").at("/message"))
                .isEqualTo("container x is not valid for pod p");
    }

    @Test
    @DisplayName("a container that has not started has no log, and that is said")
    void notStarted() {
        wire.patch(PODS + "/p/status", Wire.MERGE, """
                {"status": {"containerStatuses": [{"name": "c", "ready": false, "restartCount": 0, "image": "i",
                  "imageID": "", "state": {"waiting": {"reason": "ContainerCreating"}}}]}}""");
        assertThat(wire.get(PODS + "/p/log").at("/message"))
                .isEqualTo("container \"c\" in pod \"p\" is waiting to start: ContainerCreating");
    }
}
