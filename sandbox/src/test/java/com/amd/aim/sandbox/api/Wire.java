package com.amd.aim.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Plain HTTP requests to a server under test. */
final class Wire implements AutoCloseable {

    static final String MERGE = "application/merge-patch+json";
    static final String APPLY = "application/apply-patch+yaml";
    static final String STRATEGIC = "application/strategic-merge-patch+json";
    static final String JSON_PATCH = "application/json-patch+json";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String token;

    Wire(ApiServer server) {
        this.base = server.uri();
        this.token = server.token();
    }

    /** What came back. */
    record Answer(int code, JsonNode body, String text, java.net.http.HttpHeaders headers) {

        String at(String pointer) {
            return body.at(pointer).asText();
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, "", "", headers);
    }

    Answer post(String path, String json) {
        return send("POST", path, json, "application/json");
    }

    Answer put(String path, String json) {
        return send("PUT", path, json, "application/json");
    }

    Answer patch(String path, String type, String body) {
        return send("PATCH", path, body, type);
    }

    Answer delete(String path) {
        return send("DELETE", path, "", "");
    }

    Answer send(String method, String path, String body, String type, String... headers) {
        HttpRequest.Builder request = request(path).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            String text = response.body();
            JsonNode tree =
                    text.startsWith("{") && !text.contains("}\n{") ? MAPPER.readTree(text) : MAPPER.createObjectNode();
            return new Answer(response.statusCode(), tree, text, response.headers());
        } catch (IOException failed) {
            throw new AssertionError(method + " " + path, failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "tester/1.0");
    }

    /** A watch that runs; its events are taken one by one. */
    Watching watch(String path) {
        try {
            HttpResponse<InputStream> response =
                    client.send(request(path).build(), HttpResponse.BodyHandlers.ofInputStream());
            return new Watching(response);
        } catch (IOException failed) {
            throw new AssertionError(path, failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** Events as they come, as {@code TYPE name}. */
    static final class Watching implements AutoCloseable {

        private final LinkedBlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
        private final InputStream in;
        private final Thread reader;

        Watching(HttpResponse<InputStream> response) {
            this.in = response.body();
            this.reader = Thread.ofVirtual().start(() -> {
                try (var lines = new java.io.BufferedReader(
                        new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8))) {
                    String line;
                    while ((line = lines.readLine()) != null) {
                        events.add(MAPPER.readTree(line));
                    }
                } catch (IOException over) {
                    // closed
                }
            });
        }

        JsonNode next() {
            try {
                JsonNode event = events.poll(20, TimeUnit.SECONDS);
                if (event == null) {
                    throw new AssertionError("no event came");
                }
                return event;
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }

        String nextLine() {
            JsonNode event = next();
            return event.path("type").asText() + " "
                    + event.path("object").path("metadata").path("name").asText();
        }

        List<JsonNode> rest() {
            try {
                reader.join();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
            return List.copyOf(events);
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException already) {
                // closed
            }
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
