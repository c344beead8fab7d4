package com.amd.aim.sandbox.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TinyHubTest {
    private static final String SHARD = "model-00001-of-00003.safetensors";
    private static final TinyModel MODEL = TinyModel.of("aim/tiny");

    private final HttpClient client = HttpClient.newHttpClient();
    private TinyHub hub;

    @BeforeEach
    void start() throws IOException {
        hub = TinyHub.start();
        hub.add(MODEL);
    }

    @AfterEach
    void stop() {
        hub.close();
        client.close();
    }

    private HttpResponse<byte[]> send(String method, String path, Map<String, String> headers) throws Exception {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create(hub.endpoint() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(send("GET", path, Map.of()).body());
    }

    private static byte[] content(String path) {
        return MODEL.files().stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .content();
    }

    @Test
    @DisplayName("the same name gives the same bytes, another version another commit")
    void deterministic() {
        assertThat(TinyModel.of("aim/tiny").commit()).isEqualTo(MODEL.commit());
        assertThat(TinyModel.of("aim/other").commit()).isNotEqualTo(MODEL.commit());
        assertThat(TinyModel.of("aim/tiny", 4, 3, 1).commit()).isNotEqualTo(MODEL.commit());
        assertThat(MODEL.commit()).matches("[0-9a-f]{40}");
        assertThat(MODEL.bytes()).isBetween(1_000_000L, 2_000_000L);
    }

    @Test
    @DisplayName("more layers make a larger model, more shards more files")
    void size() {
        TinyModel large = TinyModel.of("aim/large", 40, 7, 0);
        assertThat(large.bytes()).isBetween(10_000_000L, 15_000_000L);
        assertThat(large.paths()).contains("model-00007-of-00007.safetensors");
    }

    @Test
    @DisplayName("each shard is a safetensors container whose offsets cover its data, and the index finds every tensor")
    void safetensors() throws Exception {
        JsonNode map = new ObjectMapper()
                .readTree(content("model.safetensors.index.json"))
                .path("weight_map");
        int tensors = 0;
        for (String path : MODEL.paths().stream()
                .filter(name -> name.endsWith(".safetensors"))
                .toList()) {
            ByteBuffer file = ByteBuffer.wrap(content(path)).order(ByteOrder.LITTLE_ENDIAN);
            int length = (int) file.getLong();
            assertThat(length % 8).isZero();
            JsonNode header = new ObjectMapper().readTree(new String(content(path), 8, length, StandardCharsets.UTF_8));
            long end = 0;
            for (Map.Entry<String, JsonNode> entry : header.properties()) {
                if (!entry.getKey().equals("__metadata__")) {
                    assertThat(map.path(entry.getKey()).asText()).isEqualTo(path);
                    assertThat(entry.getValue().path("data_offsets").path(0).asLong())
                            .isEqualTo(end);
                    end = entry.getValue().path("data_offsets").path(1).asLong();
                    tensors++;
                }
            }
            assertThat(8 + length + end).isEqualTo(content(path).length);
        }
        assertThat(tensors).isEqualTo(map.size()).isEqualTo(2 + 4 * 11);
    }

    @Test
    @DisplayName("model information has commit, sizes and hashes where blobs are asked for")
    void info() throws Exception {
        JsonNode info = json("/api/models/aim/tiny/revision/main?blobs=true");
        assertThat(info.path("sha").asText()).isEqualTo(MODEL.commit());
        assertThat(info.path("gated").isBoolean()).isTrue();
        assertThat(info.path("siblings")).hasSize(9);
        JsonNode plain = json("/api/models/aim/tiny");
        assertThat(plain.path("siblings").path(0).has("size")).isFalse();
        assertThat(json("/api/models/aim/tiny/tree/main?recursive=true")).hasSize(9);
    }

    @Test
    @DisplayName("a large file is redirected to the storage, with what the hub knows of it in the headers")
    void redirect() throws Exception {
        HttpResponse<byte[]> head = send("HEAD", "/aim/tiny/resolve/main/" + SHARD, Map.of());
        assertThat(head.statusCode()).isEqualTo(302);
        assertThat(head.headers().firstValue("X-Repo-Commit")).hasValue(MODEL.commit());
        assertThat(head.headers().firstValue("X-Linked-Size")).hasValue(Integer.toString(content(SHARD).length));
        assertThat(head.headers().firstValue("X-Linked-Etag").orElseThrow()).matches("\"[0-9a-f]{64}\"");
        URI storage = URI.create(head.headers().firstValue("Location").orElseThrow());
        assertThat(storage.getPort()).isNotEqualTo(hub.endpoint().getPort());
        assertThat(send("GET", storage.toString(), Map.of()).body()).isEqualTo(content(SHARD));
    }

    @Test
    @DisplayName("ranges are answered in parts, unless the file is another than the condition says")
    void ranges() throws Exception {
        String path = "/aim/tiny/resolve/main/config.json";
        byte[] whole = content("config.json");
        HttpResponse<byte[]> part = send("GET", path, Map.of("Range", "bytes=10-"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range"))
                .hasValue("bytes 10-%d/%d".formatted(whole.length - 1, whole.length));
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, whole.length));
        String etag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(send("GET", path, Map.of("Range", "bytes=0-4", "If-Range", etag))
                        .body())
                .hasSize(5);
        assertThat(send("GET", path, Map.of("Range", "bytes=0-4", "If-Range", "\"other\""))
                        .body())
                .isEqualTo(whole);
        assertThat(send("GET", path, Map.of("Range", "bytes=%d-".formatted(whole.length)))
                        .statusCode())
                .isEqualTo(416);
        HttpResponse<byte[]> head = send("HEAD", path, Map.of());
        assertThat(head.headers().firstValue("Content-Length")).hasValue(Integer.toString(whole.length));
    }

    @Test
    @DisplayName("told to corrupt it sends every file with a byte wrong, until it is told otherwise")
    void corrupts() throws Exception {
        String small = "/aim/tiny/resolve/main/config.json";
        String large = send("GET", "/aim/tiny/resolve/main/" + SHARD, Map.of())
                .headers()
                .firstValue("Location")
                .orElseThrow();
        hub.faults().corruptAll();
        for (int i = 0; i < 3; i++) {
            assertThat(send("GET", small, Map.of()).body()).isNotEqualTo(content("config.json"));
            assertThat(send("GET", large, Map.of()).body())
                    .hasSameSizeAs(content(SHARD))
                    .isNotEqualTo(content(SHARD));
        }

        hub.faults().clear();
        assertThat(send("GET", small, Map.of()).body()).isEqualTo(content("config.json"));
        assertThat(send("GET", large, Map.of()).body()).isEqualTo(content(SHARD));
    }

    @Test
    @DisplayName("refusals carry the real hub's codes")
    void refusals() throws Exception {
        hub.add("aim/gated");
        hub.restrict("aim/gated", HubAccess.gated("t1"));
        hub.know("t2");
        Map<String, String> t2 = Map.of("Authorization", "Bearer t2");
        assertRefusal(send("GET", "/api/models/aim/none", Map.of()), 401, "RepoNotFound");
        assertRefusal(send("GET", "/api/models/aim/none", t2), 404, "RepoNotFound");
        assertRefusal(send("GET", "/api/models/aim/tiny/revision/v9", Map.of()), 404, "RevisionNotFound");
        assertRefusal(send("GET", "/aim/tiny/resolve/main/none.txt", Map.of()), 404, "EntryNotFound");
        assertRefusal(send("HEAD", "/aim/gated/resolve/main/config.json", Map.of()), 401, "GatedRepo");
        assertRefusal(send("HEAD", "/aim/gated/resolve/main/config.json", t2), 403, "GatedRepo");
        assertThat(send("GET", "/api/models/aim/gated", Map.of()).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/models/aim/tiny", Map.of("Authorization", "Bearer no"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send("GET", "/api/datasets/aim/tiny", Map.of()).statusCode()).isEqualTo(404);
    }

    private static void assertRefusal(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("X-Error-Code")).hasValue(code);
    }
}
