package com.amd.aim.operator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperatorServerTest {
    @Test
    @DisplayName("readiness follows the API server, liveness does not, and metrics are Prometheus text")
    void endpoints() throws Exception {
        AtomicBoolean reachable = new AtomicBoolean(true);
        try (Metering metering = new Metering();
                OperatorServer server = OperatorServer.start(0, () -> true, reachable::get, metering::page)) {
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(200);
            reachable.set(false);
            assertThat(get(server, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(server, "/readyz").body()).contains("API server");
            assertThat(get(server, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(server, "/metrics").body()).contains("# TYPE jvm_memory_used_bytes gauge");
        }
    }

    @Test
    @DisplayName("a port in use is one sentence with the way out")
    void portInUse() throws Exception {
        try (OperatorServer first = OperatorServer.start(0, () -> true, () -> true, () -> "")) {
            assertThatThrownBy(() -> OperatorServer.start(first.port(), () -> true, () -> true, () -> ""))
                    .isInstanceOf(IOException.class)
                    .hasMessage("port " + first.port()
                            + " for health and metrics is in use; choose another with --http-port");
        }
    }

    private static HttpResponse<String> get(OperatorServer server, String path) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
