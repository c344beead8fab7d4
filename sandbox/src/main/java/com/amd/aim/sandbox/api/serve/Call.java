package com.amd.aim.sandbox.api.serve;

import com.amd.aim.sandbox.api.model.ApiFailure;
import com.amd.aim.sandbox.api.model.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** One HTTP request and its answer. */
public final class Call {

    /** How large a body may be, as an API server limits it. */
    private static final int BODY_LIMIT = 3 * 1024 * 1024;

    private final HttpExchange exchange;
    private final IntConsumer onAnswer;
    private final List<String> segments;
    private final Map<String, List<String>> query;
    private byte @Nullable [] body;
    private boolean answered;

    /** @param onAnswer told the status code when the answer begins */
    public Call(HttpExchange exchange, IntConsumer onAnswer) {
        this.exchange = exchange;
        this.onAnswer = onAnswer;
        this.segments = Arrays.stream(path().split("/", -1))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
        this.query = parse(exchange.getRequestURI().getRawQuery());
    }

    private static Map<String, List<String>> parse(@Nullable String raw) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), _ -> new ArrayList<>())
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return values;
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    /** The path as sent, still escaped. */
    public String path() {
        return exchange.getRequestURI().getRawPath();
    }

    /** The query as sent; "" without one. */
    public String rawQuery() {
        String raw = exchange.getRequestURI().getRawQuery();
        return raw == null ? "" : raw;
    }

    /** The parts of the path, unescaped. */
    public List<String> segments() {
        return segments;
    }

    /** A query parameter; "" when it is absent. */
    public String query(String name) {
        return query.getOrDefault(name, List.of("")).getFirst();
    }

    /** All values of a query parameter. */
    public List<String> queries(String name) {
        return query.getOrDefault(name, List.of());
    }

    /** A query parameter that switches something on. */
    public boolean flag(String name) {
        String value = query(name);
        return query.containsKey(name) && !value.equals("false") && !value.equals("0");
    }

    /** A request header; "" when it is absent. */
    public String header(String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    /** All request headers, for the proxy to pass on. */
    public Map<String, List<String>> headers() {
        return exchange.getRequestHeaders();
    }

    /** The body's media type without parameters. */
    public String contentType() {
        return header("Content-Type").split(";", 2)[0].strip();
    }

    /** The body, read once. */
    public byte[] body() throws IOException {
        byte[] read = body;
        if (read == null) {
            read = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
            if (read.length > BODY_LIMIT) {
                throw ApiFailure.of(413, "RequestEntityTooLarge", "Request entity too large: limit is " + BODY_LIMIT);
            }
            body = read;
        }
        return read;
    }

    /** Adds a warning that kubectl shows to its user. */
    public void warn(String text) {
        exchange.getResponseHeaders()
                .add("Warning", "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    }

    public void responseHeader(String name, String value) {
        exchange.getResponseHeaders().add(name, value);
    }

    /** Whether an answer has begun: it can then no longer become an error. */
    public boolean isAnswered() {
        return answered;
    }

    public void json(int code, JsonNode tree) throws IOException {
        send(code, "application/json", Json.bytes(tree));
    }

    public void text(int code, String text) throws IOException {
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        send(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers as a whole. */
    public void send(int code, @Nullable String type, byte[] bytes) throws IOException {
        begin(code, type);
        boolean empty = bytes.length == 0 || method().equals("HEAD");
        exchange.sendResponseHeaders(code, empty ? -1 : bytes.length);
        if (!empty) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        }
        exchange.close();
    }

    /** Begins an answer of unknown length; each flush reaches the client. The caller closes the stream. */
    public OutputStream stream(int code, @Nullable String type) throws IOException {
        begin(code, type);
        exchange.sendResponseHeaders(code, 0);
        return exchange.getResponseBody();
    }

    private void begin(int code, @Nullable String type) {
        answered = true;
        if (type != null) {
            exchange.getResponseHeaders().set("Content-Type", type);
        }
        onAnswer.accept(code);
    }
}
