package com.amd.aim.sandbox.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An API server, spoken to in plain HTTP. */
public record Server(URI uri, String token, HttpClient http) {

    /** What came back, as it came. */
    record Reply(int code, java.net.http.HttpHeaders headers, String text) {}

    /**
     * Asks.
     *
     * @param events how many lines to read before the connection is closed; 0: all
     */
    Reply ask(String method, String path, List<String> headers, String body, int events) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + path))
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "scripts/1.0")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            return events == 0 ? whole(request.build()) : lines(request.build(), events);
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path + " was interrupted", stopped);
        }
    }

    private Reply whole(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    private Reply lines(HttpRequest request, int count) throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            return new Reply(
                    response.statusCode(),
                    response.headers(),
                    lines.limit(count).collect(Collectors.joining("\n")));
        }
    }
}
